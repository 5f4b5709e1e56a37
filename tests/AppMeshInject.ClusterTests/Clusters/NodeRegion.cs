using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>Reads and writes the region label of nodes, which a cloud provider sets in production.</summary>
internal static class NodeRegion
{
    private const string Label = "topology.kubernetes.io/region";
    private const string Region = "us-west-2";

    /// <summary>Sets a region on every node that has none.</summary>
    public static async Task EnsureAsync(IKubernetes api)
    {
        foreach (var node in (await api.CoreV1.ListNodeAsync()).Items.Where(node => Find(node) is null))
        {
            var patch = $$"""{ "metadata": { "labels": { "{{Label}}": "{{Region}}" } } }""";
            await api.CoreV1.PatchNodeAsync(new V1Patch(patch, V1Patch.PatchType.MergePatch), node.Name());
        }
    }

    /// <summary>Returns the region of a node; null where it has no label.</summary>
    public static string? Find(V1Node node) => node.GetLabel(Label);
}
