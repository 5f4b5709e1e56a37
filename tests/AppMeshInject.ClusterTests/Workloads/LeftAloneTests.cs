using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>Pods that are none of the injector's business stay as their authors wrote them.</summary>
public sealed class LeftAloneTests(MeshedNamespace meshed, PlainNamespace plain)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>, IClassFixture<PlainNamespace>
{
    [Fact]
    public async Task A_pod_that_is_switched_off_stays_bare()
    {
        await ApplyAsync(meshed, "{ name: switched-off, annotations: { appmesh.k8s.aws/sidecarInjectorWebhook: disabled } }");

        AssertBare(await meshed.WaitUntilReadyAsync("switched-off"));
    }

    [Fact]
    public async Task A_pod_on_the_network_of_its_node_stays_bare()
    {
        await ApplyAsync(meshed, "{ name: host }", "hostNetwork: true,");

        AssertBare(await meshed.WaitUntilReadyAsync("host"));
    }

    [Fact]
    public async Task A_pod_of_an_unlabelled_namespace_stays_bare()
    {
        await ApplyAsync(plain, "{ name: plain, annotations: { appmesh.k8s.aws/sidecarInjectorWebhook: enabled } }");

        AssertBare(await plain.WaitUntilReadyAsync("plain"));
    }

    [Fact]
    public async Task A_pod_that_runs_gets_nothing_when_it_is_changed()
    {
        await ApplyAsync(meshed, "{ name: changed, annotations: { appmesh.k8s.aws/sidecarInjectorWebhook: disabled } }");
        await meshed.WaitUntilReadyAsync("changed");
        var annotations = new V1Patch("""{ "metadata": { "annotations": null } }""", V1Patch.PatchType.MergePatch);

        AssertBare(await meshed.Cluster.Api.CoreV1.PatchNamespacedPodAsync(annotations, "changed", meshed.Name));
    }

    private static async Task ApplyAsync(TestNamespace @namespace, string metadata, string spec = "") => (await @namespace.ApplyAsync($$"""
        apiVersion: v1
        kind: Pod
        metadata: {{metadata}}
        spec: { {{spec}} containers: [{ name: sleeper, image: nginx, command: [sleep, infinity] }] }
        """)).Succeeded();

    private static void AssertBare(V1Pod pod)
    {
        Assert.Equal("sleeper", Assert.Single(pod.Spec.Containers).Name);
        Assert.Null(pod.Spec.InitContainers);
        Assert.Null(pod.GetAnnotation("appmesh.k8s.aws/injectStatus"));
    }
}
