using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Pods;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>Pods are created while replicas are restarted and killed, and certificates and settings change.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class AvailabilityTests(DedicatedInstallation installation)
    : ClusterTest(installation.Cluster, Injector.Namespace), IClassFixture<DedicatedInstallation>
{
    private const string ChangedRequest = "20m";

    private readonly InjectorOperations _operations = new(installation.Cluster);
    private readonly PodLoad _load = new(installation);
    private readonly List<ReplicaKill> _kills = [];
    private int _rollouts;
    private int _rotations;

    [ClusterFact]
    public async Task Every_pod_gets_its_proxy_while_replicas_and_certificates_are_replaced()
    {
        var operations = Task.CompletedTask;
        var creations = await _load.RunAsync(
            TestScale.Pods, () => operations = Task.WhenAll(ReplaceReplicasAsync(), RotateCertificatesAsync()));
        var result = await LoadResult.CreateAsync(installation, creations, _kills);

        Console.WriteLine(
            $"availability: pods={result.Pods} rollouts={_rollouts} rotations={_rotations} kills={_kills.Count} "
            + $"killed-in-flight={result.KilledInFlight.Count} rejected={result.Rejected.Count} "
            + $"without-proxy={result.WithoutProxy.Count}");
        Console.WriteLine($"  {result.Summary}");

        await operations;
        result.AssertAllInjected();
        Assert.True(
            result.Pods >= TestScale.Pods && result.Stored.Count >= TestScale.StoredPods, result.Summary);
        Assert.Equal(
            (TestScale.Rollouts, TestScale.Rotations, TestScale.Rollouts), (_rollouts, _rotations, _kills.Count));
        Assert.Equal(
            ["10m", ChangedRequest],
            result.Stored.Select(pod => pod.GetEnvoy().Resources.Requests["cpu"].ToString()).Distinct().Order());
    }

    private async Task ReplaceReplicasAsync()
    {
        const string Setting = $"APPMESH_INJECT_SIDECAR_CPU_REQUESTS={ChangedRequest}";
        await LogAsync("change a setting", () => _operations.ChangeSettingAsync(Setting));
        for (; _rollouts < TestScale.Rollouts; _rollouts++)
        {
            await LogAsync("kill a replica", async () => _kills.Add(await _operations.KillReplicaAsync(_load.Clock)));
            await LogAsync("restart all replicas", _operations.RestartAsync);
        }
    }

    private async Task RotateCertificatesAsync()
    {
        Func<Task>[] renewCa = [_operations.RenewAllAsync, _operations.RenewCaAsync];
        for (; _rotations < TestScale.Rotations; _rotations++)
        {
            await (_rotations % 2 == 0
                ? LogAsync("renew the certificate", _operations.RenewCertificateAsync)
                : LogAsync("renew the CA", renewCa[_rotations / 2 % 2]));
        }
    }

    // The times help to relate a failed creation to an operation.
    private async Task LogAsync(string name, Func<Task> operation)
    {
        var started = _load.Clock.Elapsed;
        await operation();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{started.TotalSeconds:F1} s to {_load.Clock.Elapsed.TotalSeconds:F1} s: {name}");
    }
}
