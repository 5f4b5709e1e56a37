using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Json;

/// <summary>Writes JSON to be read and compared by people: what fits on a line stands on one.</summary>
public static class ReviewableJson
{
    private const int Width = 130;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The node as text that ends with a line feed.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    /// <summary>A string as JSON, on one line.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static void Write(StringBuilder text, JsonNode? node, int indent)
    {
        var line = OneLine(node);
        switch (node)
        {
            case JsonObject fields when indent + line.Length > Width:
                WriteLines(text, '{', '}', indent, fields.Select(field => (Quote(field.Key) + ": ", field.Value)));
                break;
            case JsonArray items when indent + line.Length > Width:
                WriteLines(text, '[', ']', indent, items.Select(item => ("", item)));
                break;
            default:
                text.Append(line);
                break;
        }
    }

    private static void WriteLines(StringBuilder text, char open, char close, int indent, IEnumerable<(string Prefix, JsonNode? Node)> parts)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var (prefix, node) in parts)
        {
            text.Append(separator).Append(' ', indent + 2).Append(prefix);
            Write(text, node, indent + 2);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static string OneLine(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonObject fields => $"{{ {string.Join(", ", fields.Select(field => $"{Quote(field.Key)}: {OneLine(field.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(OneLine))}]",
        _ => node.ToJsonString(Relaxed),
    };
}
