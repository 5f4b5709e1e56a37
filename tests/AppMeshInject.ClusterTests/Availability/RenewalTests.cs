using AppMeshInject.ClusterTests.Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>Pods are created while certificates with a validity of one minute are renewed repeatedly.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class RenewalTests(DedicatedInstallation installation)
    : ClusterTest(installation.Cluster, Injector.Namespace), IClassFixture<DedicatedInstallation>
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(2);

    private readonly ServedCertificates _served = new(installation.Cluster);
    private readonly PodLoad _load = new(installation);
    private readonly HashSet<(string Replica, string Serial)> _seen = [];

    [ClusterFact]
    public async Task Every_pod_gets_its_proxy_while_certificates_are_renewed()
    {
        await new InjectorOperations(installation.Cluster)
            .ChangeSettingAsync($"APPMESH_INJECT_CERTIFICATE_LIFE={Validity.TotalSeconds}s");

        var sampling = Task.CompletedTask;
        var creations = await _load.RunAsync(minPods: 0, () => sampling = SampleAsync());
        var result = await LoadResult.CreateAsync(installation, creations, kills: []);
        var served = _seen.GroupBy(seen => seen.Replica).Select(replica => replica.Count()).ToArray();
        Console.WriteLine(
            $"renewals: pods={result.Pods} seconds={_load.Clock.Elapsed.TotalSeconds:F0} "
            + $"certificates={string.Join('/', served)} "
            + $"rejected={result.Rejected.Count} without-proxy={result.WithoutProxy.Count}");
        Console.WriteLine($"  {result.Summary}");

        await sampling;
        result.AssertAllInjected();
        Assert.NotEmpty(served);
        Assert.All(served, count => Assert.True(
            count > TestScale.RenewalDuration / Validity,
            $"{count} certificates were served in {TestScale.RenewalDuration}"));
    }

    private async Task SampleAsync()
    {
        using var timer = new PeriodicTimer(SampleInterval);
        while (_load.Clock.Elapsed < TestScale.RenewalDuration)
        {
            var served = await _served.GetSerialNumbersAsync();
            _seen.UnionWith(served.Where(entry => entry.Value is not null).Select(entry => (entry.Key, entry.Value!)));
            await timer.WaitForNextTickAsync();
        }
    }
}
