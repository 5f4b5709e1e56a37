using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Explanations;

public sealed class ExplainTests(Cluster cluster, PlainNamespace plain, MeshedNamespace meshed) : IClassFixture<PlainNamespace>, IClassFixture<MeshedNamespace>
{
    [Fact]
    public async Task A_pod_in_a_namespace_that_has_not_opted_in_is_told_how_to_opt_in()
    {
        var live = await ExplainAsync(plain, "left");

        Assert.Equal("NotAsked", live["conclusion"]!["code"]!.ToString());
        Assert.Contains($"kubectl label namespace {plain.Name} ", live["conclusion"]!["text"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_with_its_sidecar_is_told_what_it_carries()
    {
        var live = await ExplainAsync(meshed, "carries");

        Assert.Equal(("Carries", Injector.Mesh), (live["conclusion"]!["code"]!.ToString(), live["carries"]!["mesh"]!.ToString()));
    }

    private async Task<JsonNode> ExplainAsync(TestNamespace @namespace, string pod)
    {
        await cluster.Injector.EnsureInstalledAsync();
        (await cluster.Terminal.RunAsync($"kubectl run {pod} --image=nginx --namespace {@namespace.Name}")).Succeeded();
        var explained = await cluster.Terminal.RunAsync($"{Terminals.Program.Command} explain -o json --namespace {@namespace.Name} {pod}");
        return JsonNode.Parse(explained.Succeeded())!["workloads"]![0]!["live"]!;
    }
}
