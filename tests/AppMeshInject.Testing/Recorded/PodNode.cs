using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Recorded;

/// <summary>The parts of a pod that the injectors add to, by name.</summary>
internal static class PodNode
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    public static JsonNode? Container(this JsonNode pod, string name) =>
        Lists.SelectMany(list => pod["spec"]![list]?.AsArray() ?? []).FirstOrDefault(container => Text(container!["name"]) == name);

    public static JsonNode? Variable(this JsonNode container, string name) =>
        container["env"]?.AsArray().FirstOrDefault(variable => Text(variable!["name"]) == name);

    public static string? Annotation(this JsonNode pod, string name) => Text(pod["metadata"]!["annotations"]?[$"appmesh.k8s.aws/{name}"]);

    public static string? Text(JsonNode? node) => node?.GetValue<string>();

    /// <summary>Whether two lists have the same items; the order in which the controller writes its own is that of a Go map.</summary>
    public static bool SameItems(JsonNode? left, JsonNode? right)
    {
        var (items, others) = (left?.AsArray().ToList() ?? [], right?.AsArray().ToList() ?? []);
        return items.Count == others.Count && items.TrueForAll(item => others.Exists(other => JsonNode.DeepEquals(item, other)));
    }
}
