using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Json;

/// <summary>Lists the fields of JSON documents.</summary>
internal static class JsonPaths
{
    /// <summary>Returns the paths of all values, such as <c>/spec/containers/[]/name</c>.</summary>
    public static IReadOnlySet<string> GetAll(JsonNode? document)
    {
        var paths = new HashSet<string>();
        Collect(document, "", paths, isIgnored: _ => false);
        return paths;
    }

    /// <summary>
    /// Returns the paths of the values that are not empty. Kubernetes omits empty values in its responses.
    /// </summary>
    public static IReadOnlySet<string> GetNonEmpty(JsonNode? document)
    {
        var paths = new HashSet<string>();
        Collect(document, "", paths, IsEmpty);
        return paths;
    }

    private static void Collect(JsonNode? node, string path, HashSet<string> paths, Predicate<JsonNode?> isIgnored)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    Collect(value, $"{path}/{name}", paths, isIgnored);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, $"{path}/[]", paths, isIgnored);
                }

                break;
            case var value when !isIgnored(value):
                paths.Add(path);
                break;
        }
    }

    private static bool IsEmpty(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.False => true,
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        _ => false,
    };
}
