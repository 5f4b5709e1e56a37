using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AppMeshInject.Manifests;

/// <summary>Reads YAML with one or more documents.</summary>
internal sealed class YamlManifestReader
{
    // Not allowed by https://yaml.org/spec/1.2.2/#51-character-set, rejected by kubectl, and mishandled by YamlDotNet.
    private static readonly SearchValues<char> Unprintable =
        SearchValues.Create(
            [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(
                letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\u0085'))]);

    private readonly Parser _parser;
    private YamlAliases _aliases = new();
    private int _document;

    private YamlManifestReader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ManifestException">The text is not YAML or is ambiguous.</exception>
    public static Manifest Read(string text)
    {
        var reader = new YamlManifestReader(text);
        try
        {
            return new Manifest(ManifestFormat.Yaml, reader.ReadDocuments(text));
        }
        catch (ManifestException exception)
        {
            throw exception.WithDocument(Math.Max(reader._document, 1));
        }
    }

    private List<ManifestDocument> ReadDocuments(string text)
    {
        var documents = new List<ManifestDocument>();
        var starts = new List<int>();
        while (ReadNext() is not StreamEnd)
        {
            if (_parser.Current is DocumentStart start)
            {
                _aliases = new YamlAliases();
                starts.Add(_document == 0 ? 0 : GetDocumentStart(text, (int)start.Start.Index));
                documents.Add(new ManifestDocument(++_document, ReadRoot()) { HasMarker = !start.IsImplicit });
            }
        }

        if (text.AsSpan().IndexOfAny(Unprintable) is >= 0 and var index)
        {
            _document = starts.Count(start => start <= index);
            throw new ManifestException(
                "the line contains a control character, which YAML does not allow; write it as an escape in double "
                    + "quotes",
                text.AsSpan(0, index).Count('\n') + 1);
        }

        if (documents.Count == 0)
        {
            return [new ManifestDocument(1, null) { Source = text }];
        }

        // A document extends to the start of the next one, so that comments between documents are kept.
        starts.Add(text.Length);
        return [.. documents.Select((document, i) => document with { Source = text[starts[i]..starts[i + 1]] })];
    }

    // The first line of a document without a marker can be indented; removing the indentation would change its meaning.
    private static int GetDocumentStart(string text, int index) => text.AsSpan(0, index).TrimEnd(" \t").Length;

    private MapNode? ReadRoot() => ManifestDocument.GetRoot(ReadNode(ReadNext(), 1));

    private ManifestNode ReadNode(ParsingEvent next, int depth)
    {
        if (depth > ManifestNode.MaxDepth)
        {
            throw ManifestErrors.TooDeep((int)next.Start.Line);
        }

        if (next is AnchorAlias alias)
        {
            return _aliases.Expand(alias.Value.Value, (int)alias.Start.Line, depth);
        }

        ManifestNode node = next switch
        {
            MappingStart start => ReadMap(start, depth),
            SequenceStart start => ReadList(start, depth),
            Scalar scalar => ReadScalar(scalar),

            // The parser ends a collection early if a tag and an anchor are on separate lines.
            _ => throw new ManifestException("a value is missing", (int)next.Start.Line),
        };
        if (next is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            _aliases.SetAnchor(anchor.Value, node);
        }

        return node;
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        var map = new MapNode((int)start.Start.Line) { Tag = GetTag(start), IsFlow = start.Style == MappingStyle.Flow };
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var next = ReadNext(); next is not MappingEnd; next = ReadNext())
        {
            if (ReadNode(next, depth + 1) is not ScalarNode key
                || key.Value.Kind is ScalarKind.Null or ScalarKind.NotFinite)
            {
                throw new ManifestException("a key is not a string, number or boolean", (int)next.Start.Line);
            }

            if (!names.Add(key.Value.Text))
            {
                throw ManifestErrors.DuplicateKey(key);
            }

            map.Fields.Add((key, ReadNode(ReadNext(), depth + 1)));
        }

        YamlMergeKeys.Resolve(map);
        return map;
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var list = new ListNode(
            (int)start.Start.Line)
        { Tag = GetTag(start), IsFlow = start.Style == SequenceStyle.Flow };
        for (var next = ReadNext(); next is not SequenceEnd; next = ReadNext())
        {
            list.Items.Add(ReadNode(next, depth + 1));
        }

        return list;
    }

    private static ScalarNode ReadScalar(Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        var tag = GetTag(scalar);
        if (!IsUnicode(scalar.Value))
        {
            throw ManifestErrors.NotUnicode(line);
        }

        try
        {
            var value = YamlScalars.Resolve(scalar.Value, scalar.Style == ScalarStyle.Plain, tag);
            return new ScalarNode(line, scalar.Value, scalar.Style, value) { Tag = tag };
        }
        catch (FormatException exception)
        {
            throw new ManifestException(exception.Message, line);
        }
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (Rune.DecodeFromUtf16(text, out _, out var length) == OperationStatus.Done)
        {
            text = text[length..];
        }

        return text.IsEmpty;
    }

    private static string? GetTag(NodeEvent node) => node.Tag.IsEmpty ? null : node.Tag.Value;

    private ParsingEvent ReadNext()
    {
        var last = _parser.Current?.End.Line ?? 1;
        try
        {
            return _parser.MoveNext()
                ? _parser.Current!
                : throw new ManifestException("unexpected end of the document", (int)last);
        }
        catch (YamlException exception)
        {
            throw new ManifestException(exception.Message, (int)Math.Max(exception.Start.Line, last));
        }
        catch (ArgumentException)
        {
            // YamlDotNet throws this for an invalid verbatim tag.
            throw new ManifestException("a tag is not a valid URI", (int)last);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet throws this if the text ends inside brackets.
            throw new ManifestException("a bracket, a brace or a quote is not closed", (int)last);
        }
    }
}
