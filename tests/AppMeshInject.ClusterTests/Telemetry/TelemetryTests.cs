using System.Globalization;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

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

    private const string Counter = "appmesh_inject_admissions_total{reason=\"WindowsPod\",operation=\"CREATE\"} ";

    [Theory]
    [InlineData("readyz")]
    [InlineData("healthz")]
    public async Task Every_replica_says_that_it_is_well(string path) =>
        Assert.All(await OfEveryReplicaAsync(path), answer => Assert.Equal("ok\n", answer));

    [Fact]
    public async Task An_admission_is_counted_by_its_reason()
    {
        var before = await CountAsync();

        (await meshed.Cluster.Terminal.RunAsync($"kubectl apply --namespace {meshed.Name} --dry-run=server -f -", WindowsPod)).Succeeded();

        Assert.Equal(before + 1, await CountAsync());
    }

    private async Task<int> CountAsync() => (await OfEveryReplicaAsync("metrics"))
        .Select(metrics => Assert.Single(metrics.Split('\n'), line => line.StartsWith(Counter, StringComparison.Ordinal)))
        .Sum(line => int.Parse(line[Counter.Length..], CultureInfo.InvariantCulture));

    private async Task<IReadOnlyList<string>> OfEveryReplicaAsync(string path)
    {
        var replicas = await meshed.Cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector);
        return await Task.WhenAll(replicas.Items.Select(replica =>
            meshed.Cluster.Raw.GetAsync($"api/v1/namespaces/{Injector.Namespace}/pods/{replica.Name()}:9090/proxy/{path}")));
    }
}
