using AppMeshInject.ClusterTests.Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>Pods are created while certificates of a life of a minute are renewed again and again.</summary>
[Collection(ClusterToItself.Name)]
public sealed class RenewalTests(OwnInstallation installation)
    : ClusterTest(installation.Cluster, Injector.Namespace), IClassFixture<OwnInstallation>
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    private readonly ServedCertificates _served = new(installation.Cluster);
    private readonly PodLoad _load = new(installation);
    private readonly HashSet<(string Replica, string Serial)> _seen = [];

    [Fact]
    public async Task Every_pod_is_created_with_its_proxy_while_certificates_are_renewed()
    {
        await new Operator(installation.Cluster).ChangeAsync($"APPMESH_INJECT_CERTIFICATE_LIFE={Life.TotalSeconds}s");

        var watching = Task.CompletedTask;
        var creations = await _load.RunAsync(least: 0, () => watching = WatchAsync());
        var outcome = await Outcome.OfAsync(installation, creations, kills: []);
        var served = _seen.GroupBy(seen => seen.Replica).Select(replica => replica.Count()).ToArray();
        Console.WriteLine(
            $"renewals: pods={outcome.Pods} seconds={_load.Clock.Elapsed.TotalSeconds:F0} certificates={string.Join('/', served)} "
            + $"rejected={outcome.Rejected.Count} bare={outcome.Bare.Count}");
        Console.WriteLine($"  {outcome.Pace}");

        await watching;
        outcome.AssertNoneIsLost();
        Assert.NotEmpty(served);
        Assert.All(served, certificates => Assert.True(certificates > Effort.Renewals / Life, $"{certificates} certificates were served in {Effort.Renewals}"));
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Glance);
        while (_load.Clock.Elapsed < Effort.Renewals)
        {
            _seen.UnionWith((await _served.SerialNumbersAsync()).Where(served => served.Value is not null).Select(served => (served.Key, served.Value!)));
            await timer.WaitForNextTickAsync();
        }
    }
}
