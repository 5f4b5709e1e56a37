using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Json;

/// <summary>Formats JSON for review: objects and arrays that fit into the width are written on one line.</summary>
public static class ReviewableJson
{
    private const int MaxWidth = 130;

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Formats a node. The text ends with a line feed.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Formats a string as a JSON string.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static void Write(StringBuilder text, JsonNode? node, int indent)
    {
        var line = FormatLine(node);
        switch (node)
        {
            case JsonObject fields when indent + line.Length > MaxWidth:
                WriteLines(text, '{', '}', indent, fields.Select(field => (Quote(field.Key) + ": ", field.Value)));
                break;
            case JsonArray items when indent + line.Length > MaxWidth:
                WriteLines(text, '[', ']', indent, items.Select(item => ("", item)));
                break;
            default:
                text.Append(line);
                break;
        }
    }

    private static void WriteLines(
        StringBuilder text, char open, char close, int indent, IEnumerable<(string Prefix, JsonNode? Node)> items)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var (prefix, node) in items)
        {
            text.Append(separator).Append(' ', indent + 2).Append(prefix);
            Write(text, node, indent + 2);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static string FormatLine(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject { Count: 0 } => "{}",
        JsonObject fields =>
            $"{{ {string.Join(", ", fields.Select(field => $"{Quote(field.Key)}: {FormatLine(field.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(FormatLine))}]",
        _ => node.ToJsonString(Relaxed),
    };
}
