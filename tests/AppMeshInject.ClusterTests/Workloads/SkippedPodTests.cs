using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>The injector does not change pods that it skips.</summary>
public sealed class SkippedPodTests(MeshedNamespace meshed, PlainNamespace plain)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>, IClassFixture<PlainNamespace>
{
    private const string Annotation = "appmesh.k8s.aws/sidecarInjectorWebhook";

    [ClusterFact]
    public async Task Pod_with_the_disabled_annotation_is_unchanged()
    {
        await ApplyAsync(meshed, $"{{ name: disabled, annotations: {{ {Annotation}: disabled }} }}");

        AssertUnchanged(await meshed.WaitUntilReadyAsync("disabled"));
    }

    [ClusterFact]
    public async Task Pod_with_hostNetwork_is_unchanged()
    {
        await ApplyAsync(meshed, "{ name: host }", "hostNetwork: true,");

        AssertUnchanged(await meshed.WaitUntilReadyAsync("host"));
    }

    [ClusterFact]
    public async Task Pod_in_a_namespace_without_the_label_is_unchanged()
    {
        await ApplyAsync(plain, $"{{ name: plain, annotations: {{ {Annotation}: enabled }} }}");

        AssertUnchanged(await plain.WaitUntilReadyAsync("plain"));
    }

    [ClusterFact]
    public async Task Update_of_a_running_pod_does_not_inject()
    {
        await ApplyAsync(meshed, $"{{ name: updated, annotations: {{ {Annotation}: disabled }} }}");
        await meshed.WaitUntilReadyAsync("updated");
        var patch = new V1Patch("""{ "metadata": { "annotations": null } }""", V1Patch.PatchType.MergePatch);

        AssertUnchanged(await meshed.Cluster.Api.CoreV1.PatchNamespacedPodAsync(patch, "updated", meshed.Name));
    }

    private static async Task ApplyAsync(TestNamespace @namespace, string metadata, string spec = "") =>
        (await @namespace.ApplyAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {{metadata}}
            spec: { {{spec}} containers: [{ name: sleeper, image: nginx, command: [sleep, infinity] }] }
            """)).EnsureSuccess();

    private static void AssertUnchanged(V1Pod pod)
    {
        Assert.Equal(["sleeper"], pod.GetContainerNames());
        Assert.Null(pod.GetAnnotation("appmesh.k8s.aws/injectStatus"));
    }
}
