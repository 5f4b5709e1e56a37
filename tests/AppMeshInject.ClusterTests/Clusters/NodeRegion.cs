using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The region of the nodes, which a cloud provider would write on them.</summary>
internal static class NodeRegion
{
    private const string Label = "topology.kubernetes.io/region";
    private const string Region = "us-west-2";

    /// <summary>Writes a region on every node that has none.</summary>
    public static async Task EnsureAsync(IKubernetes api)
    {
        foreach (var node in (await api.CoreV1.ListNodeAsync()).Items.Where(node => Of(node) is null))
        {
            var patch = $$"""{ "metadata": { "labels": { "{{Label}}": "{{Region}}" } } }""";
            await api.CoreV1.PatchNodeAsync(new V1Patch(patch, V1Patch.PatchType.MergePatch), node.Name());
        }
    }

    public static string? Of(V1Node node) => node.GetLabel(Label);
}
