using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Explanations;

/// <summary><c>explain</c> reports why a pod in the cluster has a sidecar or not.</summary>
public sealed class ExplainTests(Cluster cluster, PlainNamespace plain, MeshedNamespace meshed)
    : IClassFixture<PlainNamespace>, IClassFixture<MeshedNamespace>
{
    [ClusterFact]
    public async Task Pod_in_a_namespace_without_the_label_gets_the_command_that_adds_it()
    {
        var live = await ExplainAsync(plain, "skipped");

        Assert.Equal("WebhookNotCalled", live["verdict"]!["code"]!.ToString());
        Assert.Contains(
            $"kubectl label namespace {plain.Name} ", live["verdict"]!["text"]!.ToString(), StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task Pod_with_a_sidecar_gets_its_inject_status()
    {
        var live = await ExplainAsync(meshed, "injected");

        Assert.Equal(
            ("UpToDate", Injector.Mesh),
            (live["verdict"]!["code"]!.ToString(), live["injectStatus"]!["mesh"]!.ToString()));
    }

    private async Task<JsonNode> ExplainAsync(TestNamespace @namespace, string pod)
    {
        await cluster.Injector.EnsureInstalledAsync();
        var inNamespace = $"--namespace {@namespace.Name}";
        (await cluster.Terminal.RunAsync($"kubectl run {pod} --image=nginx {inNamespace}")).EnsureSuccess();
        var result = await cluster.Terminal.RunAsync($"{Executable.Command} explain -o json {inNamespace} {pod}");
        return JsonNode.Parse(result.EnsureSuccess())!["workloads"]![0]!["live"]!;
    }
}
