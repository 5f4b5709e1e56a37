using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Rejections;

/// <summary>kubectl shows the warnings of an admitted pod.</summary>
public sealed class WarningTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Container = "name: nginx, image: nginx";
    private const string WithPort = $"containers: [{{ {Container}, ports: [{{ containerPort: 80 }}] }}]";
    private const string WithoutPort = $"containers: [{{ {Container} }}]";

    [ClusterTheory]
    [InlineData("port: \"80\"", WithPort, "appmesh.k8s.aws/ports")]
    [InlineData("sidecarInjectorWebhook: \"yes\"", WithPort, "appmesh.k8s.aws/sidecarInjectorWebhook")]
    [InlineData("sidecarInjectorWebhook: enabled", $"hostNetwork: true, {WithPort}", "hostNetwork")]
    [InlineData("mesh: other", WithoutPort, "containerPorts")]
    public async Task Kubectl_shows_a_warning_that_names_the_problem(string annotation, string spec, string problem)
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

        Assert.Contains("pod/warned created", result.EnsureSuccess(), StringComparison.Ordinal);
        Assert.Contains(GetWarnings(result.Error), line => line.Contains(problem, StringComparison.Ordinal));
    }

    private static IEnumerable<string> GetWarnings(string error) =>
        error.Split('\n').Where(line => line.StartsWith("Warning: ", StringComparison.Ordinal));
}
