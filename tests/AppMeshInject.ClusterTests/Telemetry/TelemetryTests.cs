using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Telemetry;

/// <summary>The health and metrics endpoints of the replicas, read through the API server.</summary>
public sealed class TelemetryTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    // No other test creates a Windows pod, so only this test changes its counter.
    private const string WindowsPod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: windows }
        spec: { nodeSelector: { kubernetes.io/os: windows }, containers: [{ name: app, image: nginx }] }
        """;

    [ClusterTheory]
    [InlineData("readyz")]
    [InlineData("healthz")]
    public async Task Every_replica_is_healthy(string path) =>
        Assert.All(await Replicas.GetFromAllAsync(meshed.Cluster, path), body => Assert.Equal("ok\n", body));

    [ClusterFact]
    public async Task Admission_increments_the_counter_of_its_reason()
    {
        var before = await Replicas.CountAdmissionsAsync(meshed.Cluster, "WindowsPod");

        var command = $"kubectl apply --namespace {meshed.Name} --dry-run=server -f -";
        (await meshed.Cluster.Terminal.RunAsync(command, WindowsPod)).EnsureSuccess();

        Assert.Equal(before + 1, await Replicas.CountAdmissionsAsync(meshed.Cluster, "WindowsPod"));
    }
}
