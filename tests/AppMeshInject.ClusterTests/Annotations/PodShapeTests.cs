using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Annotations;

/// <summary>Annotations that change which containers and rules a pod gets.</summary>
public sealed class PodShapeTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    [ClusterFact]
    public async Task CNI_mode_configures_the_plugin_and_adds_no_proxyinit()
    {
        await ApplyAsync("cni", "appmeshCNI: enabled");

        var pod = await meshed.WaitUntilReadyAsync("cni");

        Assert.False(pod.HasContainer(PodContainers.ProxyInitName));
        Assert.Equal("80", pod.GetAnnotation("appmesh.k8s.aws/ports"));
        Assert.Equal("1337", pod.GetAnnotation("appmesh.k8s.aws/ignoredUID"));
        Assert.Equal("enabled", pod.GetAnnotation("appmesh.k8s.aws/sidecarInjectorWebhook"));
    }

    [ClusterFact]
    public async Task SidecarImage_replaces_the_image_of_Envoy()
    {
        await ApplyAsync("image", "sidecarImage: docker.io/library/nginx:latest");

        var pod = await meshed.WaitForPodAsync("pod image", pod => pod.Name() == "image");

        Assert.Equal("docker.io/library/nginx:latest", pod.GetEnvoy().Image);
    }

    [ClusterFact]
    public async Task Empty_ports_redirect_egress_only()
    {
        await ApplyAsync("egress", "ports: \"\"");

        var pod = await meshed.WaitUntilReadyAsync("egress");

        Assert.Equal("", pod.GetProxyInit().FindVariable("APPMESH_APP_PORTS") ?? "");
        Assert.DoesNotContain("APPMESH_INGRESS", await GetProxyInitLogAsync("egress"), StringComparison.Ordinal);
    }

    private async Task<string> GetProxyInitLogAsync(string pod)
    {
        var command = $"kubectl logs --namespace {meshed.Name} {pod} -c {PodContainers.ProxyInitName}";
        return (await meshed.Cluster.Terminal.RunAsync(command)).EnsureSuccess();
    }

    private async Task ApplyAsync(string name, string annotation) => (await meshed.ApplyAsync($$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          annotations:
            appmesh.k8s.aws/{{annotation}}
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """)).EnsureSuccess();
}
