using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Telemetry;

/// <summary>What a replica says of itself, asked by way of the API server.</summary>
public sealed class TelemetryTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    // A pod that no other test sends, so that only this one moves its counter.
    private const string WindowsPod = """
        apiVersion: v1
        kind: Pod
        metadata: { name: windows }
        spec: { nodeSelector: { kubernetes.io/os: windows }, containers: [{ name: app, image: nginx }] }
        """;

    [Theory]
    [InlineData("readyz")]
    [InlineData("healthz")]
    public async Task Every_replica_says_that_it_is_well(string path) =>
        Assert.All(await Replicas.AskAsync(meshed.Cluster, path), answer => Assert.Equal("ok\n", answer));

    [Fact]
    public async Task An_admission_is_counted_by_its_reason()
    {
        var before = await Replicas.CountAsync(meshed.Cluster, "WindowsPod");

        (await meshed.Cluster.Terminal.RunAsync($"kubectl apply --namespace {meshed.Name} --dry-run=server -f -", WindowsPod)).Succeeded();

        Assert.Equal(before + 1, await Replicas.CountAsync(meshed.Cluster, "WindowsPod"));
    }
}
