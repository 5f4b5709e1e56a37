using System.Text;
using System.Text.Json;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>Reads JSON: one or more objects in sequence. Numbers keep their original text.</summary>
internal ref struct JsonManifestReader
{
    private Utf8JsonReader _json;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _line = 1;
    private int _counted;

    private JsonManifestReader(ReadOnlySpan<byte> utf8Json)
    {
        _bytes = utf8Json;
        _json = new Utf8JsonReader(
            utf8Json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = ManifestNode.MaxDepth });
    }

    /// <summary>Tries to read a manifest.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="jsonError">The reason if the text is not JSON; otherwise null.</param>
    /// <returns>The manifest; null if the text is not JSON.</returns>
    /// <exception cref="ManifestException">The JSON is ambiguous, for example because of a duplicate key.</exception>
    public static Manifest? TryRead(string text, out ManifestException? jsonError)
    {
        jsonError = null;
        var reader = new JsonManifestReader(Encoding.UTF8.GetBytes(text));
        var documents = new List<ManifestDocument>();
        try
        {
            while (reader._json.Read())
            {
                documents.Add(new ManifestDocument(documents.Count + 1, ManifestDocument.GetRoot(reader.ReadNode())));
            }

            return new Manifest(ManifestFormat.Json, documents);
        }
        catch (JsonException exception)
        {
            jsonError = ToManifestException(exception).WithDocument(documents.Count + 1);
            return null;
        }
        catch (ManifestException exception)
        {
            throw exception.WithDocument(documents.Count + 1);
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
        JsonTokenType.String => ScalarNode.FromString(ReadText(), GetLine()),
        JsonTokenType.Number => ReadLiteral(ScalarKind.Number),
        JsonTokenType.Null => ReadLiteral(ScalarKind.Null),
        _ => ReadLiteral(ScalarKind.Boolean),
    };

    private MapNode ReadMap()
    {
        var map = new MapNode(GetLine());
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = ScalarNode.FromString(ReadText(), GetLine());
            if (!names.Add(key.Text))
            {
                throw ManifestErrors.DuplicateKey(key);
            }

            _json.Read();
            map.Fields.Add((key, ReadNode()));
        }

        return map;
    }

    private ListNode ReadList()
    {
        var list = new ListNode(GetLine());
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            list.Items.Add(ReadNode());
        }

        return list;
    }

    private ScalarNode ReadLiteral(ScalarKind kind)
    {
        var text = Encoding.UTF8.GetString(_json.ValueSpan);
        return new ScalarNode(GetLine(), text, ScalarStyle.Plain, new ScalarValue(kind, text));
    }

    private string ReadText()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ManifestErrors.NotUnicode(GetLine());
        }
    }

    private int GetLine()
    {
        var start = (int)_json.TokenStartIndex;
        _line += _bytes[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }

    // The message of the library repeats the position after the problem.
    private static ManifestException ToManifestException(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new ManifestException(
            end < 0 ? exception.Message : exception.Message[..end], (int)(exception.LineNumber ?? 0) + 1);
    }
}
