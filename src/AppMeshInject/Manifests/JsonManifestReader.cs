using System.Text;
using System.Text.Json;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>Reads JSON: any number of objects, one after another. Numbers keep their text.</summary>
internal ref struct JsonManifestReader
{
    private Utf8JsonReader _json;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _line = 1;
    private int _counted;

    private JsonManifestReader(ReadOnlySpan<byte> utf8Json)
    {
        _bytes = utf8Json;
        _json = new Utf8JsonReader(utf8Json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = ManifestNode.MostDepth });
    }

    /// <summary>Reads a manifest; null where it is not JSON, and why.</summary>
    /// <exception cref="ManifestException">It is JSON without one meaning.</exception>
    public static Manifest? TryRead(string text, out ManifestException? notJson)
    {
        notJson = null;
        var reader = new JsonManifestReader(Encoding.UTF8.GetBytes(text));
        var documents = new List<ManifestDocument>();
        try
        {
            while (reader._json.Read())
            {
                documents.Add(new ManifestDocument(documents.Count + 1, ManifestDocument.RootOf(reader.ReadNode())));
            }

            return new Manifest(ManifestFormat.Json, documents);
        }
        catch (JsonException exception)
        {
            notJson = Explain(exception).In(documents.Count + 1);
            return null;
        }
        catch (ManifestException exception)
        {
            throw exception.In(documents.Count + 1);
        }
    }

    /// <summary>Reads a single value.</summary>
    public static ManifestNode ReadValue(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new JsonManifestReader(utf8Json);
        reader._json.Read();
        return reader.ReadNode();
    }

    private ManifestNode ReadNode() => _json.TokenType switch
    {
        JsonTokenType.StartObject => ReadMap(),
        JsonTokenType.StartArray => ReadList(),
        JsonTokenType.String => ScalarNode.OfString(ReadText(), Line()),
        JsonTokenType.Number => Literal(ScalarKind.Number),
        JsonTokenType.Null => Literal(ScalarKind.Null),
        _ => Literal(ScalarKind.Boolean),
    };

    private MapNode ReadMap()
    {
        var map = new MapNode(Line());
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = ScalarNode.OfString(ReadText(), Line());
            if (!names.Add(key.Text))
            {
                throw ManifestFaults.DuplicateKey(key);
            }

            _json.Read();
            map.Fields.Add((key, ReadNode()));
        }

        return map;
    }

    private ListNode ReadList()
    {
        var list = new ListNode(Line());
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            list.Items.Add(ReadNode());
        }

        return list;
    }

    private ScalarNode Literal(ScalarKind kind)
    {
        var text = Encoding.UTF8.GetString(_json.ValueSpan);
        return new ScalarNode(Line(), text, ScalarStyle.Plain, new ScalarValue(kind, text));
    }

    private string ReadText()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ManifestFaults.NotUnicode(Line());
        }
    }

    private int Line()
    {
        var start = (int)_json.TokenStartIndex;
        _line += _bytes[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }

    // The message repeats the place behind what is wrong.
    private static ManifestException Explain(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new ManifestException(end < 0 ? exception.Message : exception.Message[..end], (int)(exception.LineNumber ?? 0) + 1);
    }
}
