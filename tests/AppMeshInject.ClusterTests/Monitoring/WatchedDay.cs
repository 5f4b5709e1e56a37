using AppMeshInject.ClusterTests.Availability;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>What happens to an installation while a Prometheus watches it, and what the alerts say of it.</summary>
internal sealed class WatchedDay(TestNamespace @namespace, PrometheusServer prometheus)
{
    private const int Mistakes = 12;
    private const int RefusedDeployments = 3;

    private readonly Operator _operator = new(@namespace.Cluster);
    private readonly PodStream _pods = new(@namespace);

    /// <summary>The alerts whose query had an answer while all was well.</summary>
    public IReadOnlyList<string> AlertsWhileWell { get; private set; } = [];

    /// <summary>The alerts of which there was something to compare with their limit while all was well.</summary>
    public IReadOnlyList<string> AlertsWithDataWhileWell { get; private set; } = [];

    /// <summary>Those whose query had an answer once pods were refused and requests were bad.</summary>
    public IReadOnlyList<string> AlertsInTrouble { get; private set; } = [];

    /// <summary>Those whose query had an answer once no replica was left.</summary>
    public IReadOnlyList<string> AlertsWithoutReplicas { get; private set; } = [];

    /// <summary>Lets pods be created while this and that goes wrong, is mended, and is replaced.</summary>
    public Task RunAsync() => _pods.RunAsync(async () =>
    {
        await UntilSeenAsync($"sum(increase(appmesh_inject_admissions_total{{reason=\"Injected\"}}[1m])) > {Mistakes}");
        AlertsWhileWell = await AnsweredAsync(alert => alert.Query);
        AlertsWithDataWhileWell = await AnsweredAsync(alert => alert.QueryWithoutLimit);
        await Effort.PauseAsync();

        await MakeMistakesAsync();
        await _operator.RotateCertificateAsync();
        await UntilSeenAsync("sum(increase(appmesh_inject_certificate_renewals_total[5m])) > 0");
        AlertsInTrouble = await AnsweredAsync(alert => alert.Query);
        await Effort.PauseAsync();

        if (Effort.IsLong)
        {
            await _operator.RollAsync();
            await Effort.PauseAsync();
        }
    });

    /// <summary>Takes all replicas away.</summary>
    public async Task EndAsync()
    {
        await @namespace.Cluster.Api.AppsV1.PatchNamespacedDeploymentScaleAsync(
            new V1Patch("""{ "spec": { "replicas": 0 } }""", V1Patch.PatchType.MergePatch), Injector.Name, Injector.Namespace);
        await @namespace.Cluster.Api.CoreV1.DeleteCollectionNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector, gracePeriodSeconds: 0);
        await UntilSeenAsync("absent(appmesh_inject_build_info)");
        AlertsWithoutReplicas = await AnsweredAsync(alert => alert.Query);
    }

    private async Task MakeMistakesAsync()
    {
        _pods.IsInTrouble = true;
        for (var i = 0; i < RefusedDeployments; i++)
        {
            (await @namespace.ApplyAsync(SamplePods.RefusedDeployment($"refused-{i}"))).Succeeded();
        }

        foreach (var replica in await Replicas.ListAsync(@namespace.Cluster))
        {
            await Task.WhenAll(Enumerable.Range(0, Mistakes).Select(_ => AskForNothingAsync(replica.Name())));
        }

        await UntilSeenAsync($"sum(increase(appmesh_inject_admissions_total{{reason=\"InvalidAnnotation\"}}[5m])) > {Mistakes}");
        await UntilSeenAsync("sum(increase(appmesh_inject_admissions_total{reason=\"BadRequest\"}[5m])) > 0");
        await UntilSeenAsync("sum(increase(appmesh_inject_events_total{outcome=\"Written\"}[5m])) > 0");
        await Effort.PauseAsync();
        _pods.IsInTrouble = false;
    }

    private async Task AskForNothingAsync(string replica)
    {
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync($"api/v1/namespaces/{Injector.Namespace}/pods/https:{replica}:8443/proxy/mutate", "{}");
        Assert.False(isSuccess, body);
    }

    private async Task UntilSeenAsync(string query) => await prometheus.WaitForAsync(
        query, async () => await prometheus.QueryAsync(query) is { Count: > 0 } answer ? answer : null);

    private async Task<IReadOnlyList<string>> AnsweredAsync(Func<Alert, string> query)
    {
        var answered = new List<string>();
        foreach (var alert in Component.Alerts)
        {
            if (Answers.HaveValues(await prometheus.QueryAsync(query(alert))))
            {
                answered.Add(alert.Name);
            }
        }

        return answered;
    }
}
