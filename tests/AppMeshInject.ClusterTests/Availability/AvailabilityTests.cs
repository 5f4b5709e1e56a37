using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>Pods are created all the while that everything is done to the injector that an operator, or bad luck, may do.</summary>
[Collection(ClusterToItself.Name)]
public sealed class AvailabilityTests(OwnInstallation installation)
    : ClusterTest(installation.Cluster, Injector.Namespace), IClassFixture<OwnInstallation>
{
    private const string ChangedRequest = "20m";

    private readonly Operator _operator = new(installation.Cluster);
    private readonly PodLoad _load = new(installation);
    private readonly List<Kill> _kills = [];
    private int _rollouts;
    private int _rotations;

    [Fact]
    public async Task Every_pod_is_created_with_its_proxy_whatever_is_done_to_the_replicas_and_their_certificates()
    {
        var doing = Task.CompletedTask;
        var creations = await _load.RunAsync(Effort.Pods, () => doing = Task.WhenAll(ReplaceReplicasAsync(), RotateAsync()));
        var outcome = await Outcome.OfAsync(installation, creations, _kills);

        Console.WriteLine(
            $"availability: pods={outcome.Pods} rollouts={_rollouts} rotations={_rotations} kills={_kills.Count} "
            + $"killed-in-flight={outcome.KilledInFlight.Count} rejected={outcome.Rejected.Count} bare={outcome.Bare.Count}");
        Console.WriteLine($"  {outcome.Pace}");

        await doing;
        outcome.AssertNoneIsLost();
        Assert.True(outcome.Pods >= Effort.Pods && outcome.Stored.Count >= Effort.StoredPods, outcome.Pace);
        Assert.Equal((Effort.Rollouts, Effort.Rotations, Effort.Rollouts), (_rollouts, _rotations, _kills.Count));
        Assert.Equal(["10m", ChangedRequest], outcome.Stored.Select(pod => pod.Envoy().Resources.Requests["cpu"].ToString()).Distinct().Order());
    }

    private async Task ReplaceReplicasAsync()
    {
        await DoAsync("change a setting", () => _operator.ChangeAsync($"APPMESH_INJECT_SIDECAR_CPU_REQUESTS={ChangedRequest}"));
        for (; _rollouts < Effort.Rollouts; _rollouts++)
        {
            await DoAsync("kill", async () => _kills.Add(await _operator.KillAsync(_load.Clock)));
            await DoAsync("roll", _operator.RollAsync);
        }
    }

    private async Task RotateAsync()
    {
        Func<Task>[] authority = [_operator.RotateAllAsync, _operator.RotateAuthorityAsync];
        for (; _rotations < Effort.Rotations; _rotations++)
        {
            await (_rotations % 2 == 0
                ? DoAsync("rotate the certificate", _operator.RotateCertificateAsync)
                : DoAsync("rotate the authority", authority[_rotations / 2 % 2]));
        }
    }

    // For who looks into a failure.
    private async Task DoAsync(string what, Func<Task> action)
    {
        var began = _load.Clock.Elapsed;
        await action();
        TestContext.Current.TestOutputHelper!.WriteLine($"{began.TotalSeconds:F1} s to {_load.Clock.Elapsed.TotalSeconds:F1} s: {what}");
    }
}
