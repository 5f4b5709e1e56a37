using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Annotations;

/// <summary>Annotations that make another pod of it altogether.</summary>
public sealed class OtherPodTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    [Fact]
    public async Task In_CNI_mode_the_plugin_is_told_and_nothing_is_redirected_here()
    {
        await ApplyAsync("cni", "appmeshCNI: enabled");

        var pod = await meshed.WaitUntilReadyAsync("cni");

        Assert.DoesNotContain(pod.Spec.InitContainers ?? [], container => container.Name == "proxyinit");
        Assert.Equal("80", pod.GetAnnotation("appmesh.k8s.aws/ports"));
        Assert.Equal("1337", pod.GetAnnotation("appmesh.k8s.aws/ignoredUID"));
        Assert.Equal("enabled", pod.GetAnnotation("appmesh.k8s.aws/sidecarInjectorWebhook"));
    }

    [Fact]
    public async Task Envoy_may_be_another_image()
    {
        await ApplyAsync("image", "sidecarImage: docker.io/library/nginx:latest");

        var pod = await meshed.WaitForPodAsync("pod image", pod => pod.Name() == "image");

        Assert.Equal("docker.io/library/nginx:latest", pod.Envoy().Image);
    }

    [Fact]
    public async Task Without_ports_there_is_egress_only()
    {
        await ApplyAsync("egress", "ports: \"\"");

        var pod = await meshed.WaitUntilReadyAsync("egress");

        Assert.Equal("", pod.ProxyInit().Variable("APPMESH_APP_PORTS") ?? "");
        Assert.DoesNotContain("APPMESH_INGRESS", await LogAsync("egress"), StringComparison.Ordinal);
    }

    private async Task<string> LogAsync(string pod) =>
        (await meshed.Cluster.Terminal.RunAsync($"kubectl logs --namespace {meshed.Name} {pod} -c proxyinit")).Succeeded();

    private async Task ApplyAsync(string name, string annotation) => (await meshed.ApplyAsync($$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          annotations:
            appmesh.k8s.aws/{{annotation}}
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """)).Succeeded();
}
