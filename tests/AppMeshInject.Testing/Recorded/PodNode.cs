using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Recorded;

/// <summary>Finds containers, variables and annotations of a pod by name.</summary>
internal static class PodNode
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>Finds a container or an init container; returns null if there is none.</summary>
    public static JsonNode? FindContainer(this JsonNode pod, string name) => Lists
        .SelectMany(list => pod["spec"]![list]?.AsArray() ?? [])
        .FirstOrDefault(container => GetText(container!["name"]) == name);

    /// <summary>Finds an environment variable of a container; returns null if there is none.</summary>
    public static JsonNode? FindVariable(this JsonNode container, string name) =>
        container["env"]?.AsArray().FirstOrDefault(variable => GetText(variable!["name"]) == name);

    /// <summary>Gets the value of an annotation by its name without prefix; null if it is absent.</summary>
    public static string? GetAnnotation(this JsonNode pod, string name) =>
        GetText(pod["metadata"]!["annotations"]?[$"appmesh.k8s.aws/{name}"]);

    /// <summary>Gets the value of a string node.</summary>
    public static string? GetText(JsonNode? node) => node?.GetValue<string>();

    /// <summary>
    /// Compares two lists regardless of order. The controller writes some lists in the random order of a Go map.
    /// </summary>
    public static bool HasSameItems(JsonNode? left, JsonNode? right)
    {
        var (items, others) = (left?.AsArray().ToList() ?? [], right?.AsArray().ToList() ?? []);
        return items.Count == others.Count
            && items.TrueForAll(item => others.Exists(other => JsonNode.DeepEquals(item, other)));
    }
}
