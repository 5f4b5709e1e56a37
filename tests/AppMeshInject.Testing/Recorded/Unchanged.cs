using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Recorded;

/// <summary>Finds what became different in a pod, where only additions in known places are right.</summary>
public static class Unchanged
{
    private static readonly HashSet<string> GrowingObjects =
        ["", "/metadata", "/metadata/annotations", "/spec", "/spec/securityContext"];

    private static readonly HashSet<string> GrowingLists =
        ["/spec/containers", "/spec/initContainers", "/spec/volumes", "/spec/imagePullSecrets"];

    private static readonly HashSet<string> NewFields =
        [
            "/metadata", "/metadata/annotations", "/spec", "/spec/containers", "/spec/initContainers", "/spec/volumes", "/spec/imagePullSecrets",
            "/spec/securityContext", "/spec/securityContext/fsGroup",
        ];

    public static IEnumerable<string> Differences(JsonNode? sent, JsonNode? mutated, string path = "")
    {
        if (sent is JsonObject before && mutated is JsonObject after && GrowingObjects.Contains(path))
        {
            return before.SelectMany(field => Differences(field.Value, after[field.Key], $"{path}/{field.Key}"))
                .Concat(after.Where(field => !before.ContainsKey(field.Key))
                    .Select(field => $"{path}/{field.Key}")
                    .Where(added => path != "/metadata/annotations" && !NewFields.Contains(added))
                    .Select(added => $"{added} was added"));
        }

        if (sent is JsonArray items && mutated is JsonArray longer && GrowingLists.Contains(path))
        {
            return InOrder(items, longer) ? [] : [$"{path}: what was sent is not there, unchanged and in order"];
        }

        // A list or an object that is null counts as absent, and may be put in its place.
        return JsonNode.DeepEquals(sent, mutated) || (sent is null && NewFields.Contains(path)) ? [] : [$"{path} is not what was sent"];
    }

    private static bool InOrder(JsonArray sent, JsonArray mutated)
    {
        var found = 0;
        foreach (var item in mutated)
        {
            found += found < sent.Count && JsonNode.DeepEquals(sent[found], item) ? 1 : 0;
        }

        return found == sent.Count;
    }
}
