using System.Globalization;
using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Json;

/// <summary>Applies a JSON Patch (RFC 6902) that only adds: anything else, and any parent or place that is not there, throws.</summary>
public static class JsonPatch
{
    /// <summary>The document with the patch applied; the document itself stays as it is.</summary>
    public static JsonNode Apply(JsonNode document, JsonArray patch)
    {
        var result = document.DeepClone();
        foreach (var operation in patch)
        {
            Apply(result, operation as JsonObject ?? throw new FormatException("an operation is not an object"));
        }

        return result;
    }

    private static void Apply(JsonNode document, JsonObject operation)
    {
        if (operation.Count != 3 || operation["op"]?.GetValue<string>() != "add" || !operation.TryGetPropertyValue("value", out var value))
        {
            throw new FormatException($"not an add operation of op, path and value: {operation.ToJsonString()}");
        }

        var path = operation["path"]?.GetValue<string>() ?? throw new FormatException("an operation has no path");
        if (path.Length == 0 || path[0] != '/')
        {
            throw new FormatException($"not a path below the document: \"{path}\"");
        }

        var keys = path[1..].Split('/').Select(Unescape).ToArray();
        var parent = document;
        foreach (var key in keys[..^1])
        {
            parent = Child(parent, key) ?? throw new FormatException($"{path}: there is no {key} to add to");
        }

        Add(parent, keys[^1], value?.DeepClone(), path);
    }

    private static JsonNode? Child(JsonNode parent, string key) => parent switch
    {
        JsonObject fields => fields[key],
        JsonArray items => items[Index(key, items.Count - 1)],
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
                items.Insert(key == "-" ? items.Count : Index(key, items.Count), value);
                break;
            default:
                throw new FormatException($"{path}: the parent is neither an object nor an array");
        }
    }

    // RFC 6901, section 4: digits without leading zeros.
    private static int Index(string key, int largest) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index.ToString(CultureInfo.InvariantCulture) == key
        && index <= largest
            ? index
            : throw new FormatException($"{key} is not a place in an array whose last one is {largest}");

    // RFC 6901, section 3: a tilde is followed by 0 or 1; ~1 is decoded first.
    private static string Unescape(string key)
    {
        for (var i = key.IndexOf('~'); i >= 0; i = key.IndexOf('~', i + 1))
        {
            if (i + 1 == key.Length || key[i + 1] is not ('0' or '1'))
            {
                throw new FormatException($"a tilde in {key} is followed by neither 0 nor 1");
            }
        }

        return key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
