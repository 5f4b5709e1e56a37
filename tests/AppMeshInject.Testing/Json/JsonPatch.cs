using System.Globalization;
using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Json;

/// <summary>Applies a JSON Patch (RFC 6902) that only contains <c>add</c> operations.</summary>
public static class JsonPatch
{
    /// <summary>Applies the patch to a copy of the document.</summary>
    /// <exception cref="FormatException">An operation is not a valid <c>add</c>, or its parent is missing.</exception>
    public static JsonNode Apply(JsonNode document, JsonArray patch)
    {
        var result = document.DeepClone();
        foreach (var operation in patch)
        {
            Apply(result, operation as JsonObject ?? throw new FormatException("operation: not an object"));
        }

        return result;
    }

    private static void Apply(JsonNode document, JsonObject operation)
    {
        if (operation.Count != 3
            || operation["op"]?.GetValue<string>() != "add"
            || !operation.TryGetPropertyValue("value", out var value))
        {
            throw new FormatException($"{operation.ToJsonString()}: not an add operation with op, path and value");
        }

        var path = operation["path"]?.GetValue<string>() ?? throw new FormatException("operation: the path is missing");
        if (path.Length == 0 || path[0] != '/')
        {
            throw new FormatException($"\"{path}\": not a path below the document");
        }

        var keys = path[1..].Split('/').Select(Unescape).ToArray();
        var parent = document;
        foreach (var key in keys[..^1])
        {
            parent = GetChild(parent, key) ?? throw new FormatException($"{path}: the parent {key} is missing");
        }

        Add(parent, keys[^1], value?.DeepClone(), path);
    }

    private static JsonNode? GetChild(JsonNode parent, string key) => parent switch
    {
        JsonObject fields => fields[key],
        JsonArray items => items[ParseIndex(key, items.Count - 1)],
        _ => null,
    };

    private static void Add(JsonNode parent, string key, JsonNode? value, string path)
    {
        switch (parent)
        {
            case JsonObject fields:
                fields[key] = value;
                break;
            case JsonArray items:
                items.Insert(key == "-" ? items.Count : ParseIndex(key, items.Count), value);
                break;
            default:
                throw new FormatException($"{path}: the parent is neither an object nor an array");
        }
    }

    // An index has no leading zeros: https://www.rfc-editor.org/rfc/rfc6901#section-4
    private static int ParseIndex(string key, int max) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == key
        && index <= max
            ? index
            : throw new FormatException($"{key}: not an index from 0 to {max}");

    // ~1 is decoded before ~0: https://www.rfc-editor.org/rfc/rfc6901#section-4
    private static string Unescape(string key)
    {
        for (var i = key.IndexOf('~'); i >= 0; i = key.IndexOf('~', i + 1))
        {
            if (i + 1 == key.Length || key[i + 1] is not ('0' or '1'))
            {
                throw new FormatException($"{key}: a tilde is not followed by 0 or 1");
            }
        }

        return key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
