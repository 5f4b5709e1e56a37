using AppMeshInject.ClusterTests.Availability;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// Puts an installation through normal and erroneous phases, and records which alerts have results in each.
/// </summary>
internal sealed class MonitoredScenario(TestNamespace @namespace, PrometheusServer prometheus)
{
    private const int BadRequests = 12;
    private const int RejectedDeployments = 3;

    private readonly InjectorOperations _operations = new(@namespace.Cluster);
    private readonly VaryingPodLoad _load = new(@namespace);

    /// <summary>Gets the alerts whose query had a result before any error.</summary>
    public IReadOnlyList<string> AlertsBeforeErrors { get; private set; } = [];

    /// <summary>Gets the alerts whose query without its threshold had a result before any error.</summary>
    public IReadOnlyList<string> AlertsWithDataBeforeErrors { get; private set; } = [];

    /// <summary>Gets the alerts whose query had a result after rejected pods and bad requests.</summary>
    public IReadOnlyList<string> AlertsAfterErrors { get; private set; } = [];

    /// <summary>Gets the alerts whose query had a result while no replica existed.</summary>
    public IReadOnlyList<string> AlertsWithoutReplicas { get; private set; } = [];

    /// <summary>
    /// Runs all phases with replicas: normal operation, errors, a renewed certificate, and a restart.
    /// </summary>
    public Task RunAsync() => _load.RunAsync(async () =>
    {
        await WaitForResultAsync(
            $"sum(increase(appmesh_inject_admissions_total{{reason=\"Injected\"}}[1m])) > {BadRequests}");
        AlertsBeforeErrors = await GetAlertsWithResultAsync(alert => alert.Query);
        AlertsWithDataBeforeErrors = await GetAlertsWithResultAsync(alert => alert.QueryWithoutThreshold);
        await TestScale.PauseAsync();

        await CauseErrorsAsync();
        await _operations.RenewCertificateAsync();
        await WaitForResultAsync("sum(increase(appmesh_inject_certificate_renewals_total[5m])) > 0");
        AlertsAfterErrors = await GetAlertsWithResultAsync(alert => alert.Query);
        await TestScale.PauseAsync();

        if (TestScale.IsLong)
        {
            await _operations.RestartAsync();
            await TestScale.PauseAsync();
        }
    });

    /// <summary>Runs the last phase, in which no replica exists.</summary>
    public async Task RemoveReplicasAsync()
    {
        await @namespace.Cluster.Api.AppsV1.PatchNamespacedDeploymentScaleAsync(
            new V1Patch("""{ "spec": { "replicas": 0 } }""", V1Patch.PatchType.MergePatch),
            Injector.Name,
            Injector.Namespace);
        await @namespace.Cluster.Api.CoreV1.DeleteCollectionNamespacedPodAsync(
            Injector.Namespace, labelSelector: Injector.Selector, gracePeriodSeconds: 0);
        await WaitForResultAsync("absent(appmesh_inject_build_info)");
        AlertsWithoutReplicas = await GetAlertsWithResultAsync(alert => alert.Query);
    }

    private async Task CauseErrorsAsync()
    {
        _load.HasRejections = true;
        for (var i = 0; i < RejectedDeployments; i++)
        {
            (await @namespace.ApplyAsync(SamplePods.CreateRejectedDeployment($"rejected-{i}"))).EnsureSuccess();
        }

        foreach (var replica in await Replicas.ListAsync(@namespace.Cluster))
        {
            await Task.WhenAll(Enumerable.Range(0, BadRequests).Select(_ => SendBadRequestAsync(replica.Name())));
        }

        await WaitForResultAsync(
            $"sum(increase(appmesh_inject_admissions_total{{reason=\"InvalidAnnotation\"}}[5m])) > {BadRequests}");
        await WaitForResultAsync("sum(increase(appmesh_inject_admissions_total{reason=\"BadRequest\"}[5m])) > 0");
        await WaitForResultAsync("sum(increase(appmesh_inject_events_total{outcome=\"Created\"}[5m])) > 0");
        await TestScale.PauseAsync();
        _load.HasRejections = false;
    }

    private async Task SendBadRequestAsync(string replica)
    {
        var path = $"api/v1/namespaces/{Injector.Namespace}/pods/https:{replica}:8443/proxy/mutate";
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(path, "{}");
        Assert.False(isSuccess, body);
    }

    private async Task WaitForResultAsync(string query) => await prometheus.WaitForAsync(
        query, async () => await prometheus.QueryAsync(query) is { Count: > 0 } series ? series : null);

    private async Task<IReadOnlyList<string>> GetAlertsWithResultAsync(Func<Alert, string> getQuery)
    {
        var alerts = new List<string>();
        foreach (var alert in PrometheusComponent.Alerts)
        {
            if (QueryResults.HaveValues(await prometheus.QueryAsync(getQuery(alert))))
            {
                alerts.Add(alert.Name);
            }
        }

        return alerts;
    }
}
