using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;
using k8s;

namespace AppMeshInject.ClusterTests.Refusals;

/// <summary>Who wrote a malformed annotation is told, where they look.</summary>
public sealed class RefusalTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Message = "appmesh.k8s.aws/ports: \"80,http\": \"http\" is not a port (1 to 65535)";

    private const string Annotation = "annotations: { appmesh.k8s.aws/ports: \"80,http\" }";
    private const string Spec = "{ containers: [{ name: nginx, image: nginx }] }";

    [Fact]
    public async Task Kubectl_shows_why_a_pod_is_refused()
    {
        var result = await ApplyPodAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"denied the request: {Message}", result.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<k8s.Autorest.HttpOperationException>(() => meshed.Cluster.Api.CoreV1.ReadNamespacedPodAsync("refused", meshed.Name));
    }

    [Fact]
    public async Task A_Deployment_tells_by_an_toldwhy_it_gets_no_pods()
    {
        (await meshed.ApplyAsync($$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: refused }
            spec:
              selector: { matchLabels: { app: refused } }
              template: { metadata: { labels: { app: refused }, {{Annotation}} }, spec: {{Spec}} }
            """)).Succeeded();

        var refusal = await meshed.WaitForAsync("the event FailedCreate", async () =>
            (await meshed.Cluster.Api.CoreV1.ListNamespacedEventAsync(meshed.Name, fieldSelector: "reason=FailedCreate")).Items.FirstOrDefault());

        Assert.Equal("ReplicaSet", refusal.InvolvedObject.Kind);
        Assert.Contains(Message, refusal.Message, StringComparison.Ordinal);

        var told = await meshed.WaitForAsync("the event InvalidAnnotation", async () =>
            (await meshed.Cluster.Api.CoreV1.ListNamespacedEventAsync(meshed.Name, fieldSelector: "reason=InvalidAnnotation")).Items.FirstOrDefault());

        Assert.Equal(("Deployment", "refused"), (told.InvolvedObject.Kind, told.InvolvedObject.Name));
        Assert.Contains($"InvalidAnnotation (appmesh.k8s.aws/ports): the events of its ReplicaSet {refusal.InvolvedObject.Name} tell", told.Message, StringComparison.Ordinal);
        Assert.Contains(told.Message, (await meshed.Cluster.Terminal.RunAsync($"kubectl describe deployment refused --namespace {meshed.Name}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_is_refused_with_the_same_words() =>
        Assert.Contains(Message, (await ApplyPodAsync("--dry-run=server")).Error, StringComparison.Ordinal);

    private Task<CommandResult> ApplyPodAsync(string option = "") => meshed.Cluster.Terminal.RunAsync(
        $"kubectl apply --namespace {meshed.Name} {option} -f -",
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: refused, {{Annotation}} }
        spec: {{Spec}}
        """);
}
