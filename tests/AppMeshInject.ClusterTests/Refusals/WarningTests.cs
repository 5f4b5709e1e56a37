using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Refusals;

/// <summary>Warnings are shown by kubectl, and the pod is taken all the same.</summary>
public sealed class WarningTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Container = "name: nginx, image: nginx";
    private const string WithPort = $"containers: [{{ {Container}, ports: [{{ containerPort: 80 }}] }}]";
    private const string WithoutPort = $"containers: [{{ {Container} }}]";

    [Theory]
    [InlineData("port: \"80\"", WithPort, "\"appmesh.k8s.aws/port\" is no annotation of App Mesh and is ignored: did you mean")]
    [InlineData("sidecarInjectorWebhook: \"yes\"", WithPort, "appmesh.k8s.aws/sidecarInjectorWebhook")]
    [InlineData("sidecarInjectorWebhook: enabled", $"hostNetwork: true, {WithPort}", "a pod with hostNetwork cannot join the mesh")]
    [InlineData("mesh: other", WithoutPort, "no port")]
    public async Task Kubectl_shows_the_warning(string annotation, string spec, string warning)
    {
        var result = await meshed.Cluster.Terminal.RunAsync(
            $"kubectl apply --namespace {meshed.Name} --dry-run=server -f -",
            $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: warned
              annotations:
                appmesh.k8s.aws/{{annotation}}
            spec: { {{spec}} }
            """);

        Assert.Contains("pod/warned created", result.Succeeded(), StringComparison.Ordinal);
        Assert.Contains(Warnings(result.Error), line => line.Contains(warning, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Warnings(string error) =>
        error.Split('\n').Where(line => line.StartsWith("Warning: ", StringComparison.Ordinal));
}
