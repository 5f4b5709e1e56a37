using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Recorded;

/// <summary>Checks that an injection only adds to a pod, and only in the expected fields.</summary>
public static class Unchanged
{
    private static readonly HashSet<string> ExtensibleObjects =
        ["", "/metadata", "/metadata/annotations", "/spec", "/spec/securityContext"];

    private static readonly HashSet<string> ExtensibleLists =
        ["/spec/containers", "/spec/initContainers", "/spec/volumes", "/spec/imagePullSecrets"];

    private static readonly HashSet<string> NewFields =
    [
        "/metadata", "/metadata/annotations", "/spec", "/spec/containers", "/spec/initContainers", "/spec/volumes",
        "/spec/imagePullSecrets", "/spec/securityContext", "/spec/securityContext/fsGroup",
    ];

    /// <summary>Lists the unexpected differences between a pod before and after the injection.</summary>
    public static IEnumerable<string> Differences(JsonNode? sent, JsonNode? mutated, string path = "")
    {
        if (sent is JsonObject before && mutated is JsonObject after && ExtensibleObjects.Contains(path))
        {
            return before.SelectMany(field => Differences(field.Value, after[field.Key], $"{path}/{field.Key}"))
                .Concat(after.Where(field => !before.ContainsKey(field.Key))
                    .Select(field => $"{path}/{field.Key}")
                    .Where(added => path != "/metadata/annotations" && !NewFields.Contains(added))
                    .Select(added => $"{added} was added"));
        }

        if (sent is JsonArray items && mutated is JsonArray longer && ExtensibleLists.Contains(path))
        {
            return ContainsInOrder(items, longer) ? [] : [$"{path}: original items are missing, changed or reordered"];
        }

        // A field that is null counts as absent.
        var isUnchanged = JsonNode.DeepEquals(sent, mutated) || (sent is null && NewFields.Contains(path));
        return isUnchanged ? [] : [$"{path} was changed"];
    }

    private static bool ContainsInOrder(JsonArray sent, JsonArray mutated)
    {
        var found = 0;
        foreach (var item in mutated)
        {
            found += found < sent.Count && JsonNode.DeepEquals(sent[found], item) ? 1 : 0;
        }

        return found == sent.Count;
    }
}
