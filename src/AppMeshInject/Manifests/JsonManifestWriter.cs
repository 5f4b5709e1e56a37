using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppMeshInject.Manifests;

/// <summary>Writes a node as JSON.</summary>
internal static class JsonManifestWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented =
        Compact with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>Writes a node and everything below it.</summary>
    /// <exception cref="ManifestException">A number is infinite or not-a-number.</exception>
    public static ReadOnlySpan<byte> Write(ManifestNode node, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            WriteNode(json, node);
        }

        return buffer.WrittenSpan;
    }

    private static void WriteNode(Utf8JsonWriter json, ManifestNode node)
    {
        switch (node)
        {
            case MapNode map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Fields)
                {
                    json.WritePropertyName(key.Value.Text);
                    WriteNode(json, value);
                }

                json.WriteEndObject();
                break;
            case ListNode list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteNode(json, item);
                }

                json.WriteEndArray();
                break;
            case ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } }:
                json.WriteStringValue(text);
                break;
            case ScalarNode { Value: { Kind: ScalarKind.NotFinite, Text: var text } }:
                throw new ManifestException($"{text} cannot be written as JSON", node.Line);
            case ScalarNode { Value.Text: var text }:
                JsonElement.Parse(text).WriteTo(json);
                break;
        }
    }
}
