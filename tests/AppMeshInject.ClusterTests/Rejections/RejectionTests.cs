using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Rejections;

/// <summary>kubectl and the Events of the workload report why a pod is rejected.</summary>
public sealed class RejectionTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Message = "appmesh.k8s.aws/ports: \"80,http\": \"http\" is not a port (1 to 65535)";

    private const string Annotation = "annotations: { appmesh.k8s.aws/ports: \"80,http\" }";
    private const string Spec = "{ containers: [{ name: nginx, image: nginx }] }";

    [ClusterFact]
    public async Task Kubectl_shows_why_a_pod_is_rejected()
    {
        var result = await ApplyPodAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"denied the request: {Message}", result.Error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpOperationException>(
            () => meshed.Cluster.Api.CoreV1.ReadNamespacedPodAsync("rejected", meshed.Name));
    }

    [ClusterFact]
    public async Task Events_of_the_ReplicaSet_and_of_the_Deployment_report_rejected_pods()
    {
        (await meshed.ApplyAsync($$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: rejected }
            spec:
              selector: { matchLabels: { app: rejected } }
              template: { metadata: { labels: { app: rejected }, {{Annotation}} }, spec: {{Spec}} }
            """)).EnsureSuccess();

        var ofReplicaSet = await WaitForEventAsync("FailedCreate");

        Assert.Equal("ReplicaSet", ofReplicaSet.InvolvedObject.Kind);
        Assert.Contains(Message, ofReplicaSet.Message, StringComparison.Ordinal);

        var ofDeployment = await WaitForEventAsync("InvalidAnnotation");
        var describe = $"kubectl describe deployment rejected --namespace {meshed.Name}";
        var description = (await meshed.Cluster.Terminal.RunAsync(describe)).EnsureSuccess();

        Assert.Equal(("Deployment", "rejected"), (ofDeployment.InvolvedObject.Kind, ofDeployment.InvolvedObject.Name));
        Assert.Contains("InvalidAnnotation (appmesh.k8s.aws/ports)", ofDeployment.Message, StringComparison.Ordinal);
        Assert.Contains(ofReplicaSet.InvolvedObject.Name, ofDeployment.Message, StringComparison.Ordinal);
        Assert.Contains(ofDeployment.Message, description, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task Dry_run_is_rejected_with_the_same_message() =>
        Assert.Contains(Message, (await ApplyPodAsync("--dry-run=server")).Error, StringComparison.Ordinal);

    private Task<Corev1Event> WaitForEventAsync(string reason) => meshed.WaitForAsync($"the event {reason}", async () =>
    {
        var events = await meshed.Cluster.Api.CoreV1.ListNamespacedEventAsync(
            meshed.Name, fieldSelector: $"reason={reason}");
        return events.Items.FirstOrDefault();
    });

    private Task<CommandResult> ApplyPodAsync(string option = "") => meshed.Cluster.Terminal.RunAsync(
        $"kubectl apply --namespace {meshed.Name} {option} -f -",
        $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: rejected, {{Annotation}} }
        spec: {{Spec}}
        """);
}
