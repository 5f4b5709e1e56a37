using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Json;

/// <summary>Which fields a JSON document has, whatever their values.</summary>
internal static class JsonPaths
{
    /// <summary>The paths of all values, such as <c>/spec/containers/[]/name</c>.</summary>
    public static IReadOnlySet<string> Of(JsonNode? document)
    {
        var paths = new HashSet<string>();
        Collect(document, "", paths, isIgnored: _ => false);
        return paths;
    }

    /// <summary>The paths of values that say something: Kubernetes leaves empty ones out when it writes an object.</summary>
    public static IReadOnlySet<string> OfNonEmpty(JsonNode? document)
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
