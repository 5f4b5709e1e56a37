using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AppMeshInject.Manifests;

/// <summary>Reads YAML: any number of documents.</summary>
internal sealed class YamlManifestReader
{
    // https://yaml.org/spec/1.2.2/#51-character-set has none of these, kubectl takes none, and the library stumbles over some.
    private static readonly SearchValues<char> Unprintable =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r' or '\u0085'))]);

    private readonly Parser _parser;
    private YamlAliases _aliases = new();
    private int _document;

    private YamlManifestReader(string text) => _parser = new Parser(new StringReader(text));

    /// <exception cref="ManifestException">It is not YAML, or YAML without one meaning.</exception>
    public static Manifest Read(string text)
    {
        var reader = new YamlManifestReader(text);
        try
        {
            return new Manifest(ManifestFormat.Yaml, reader.ReadDocuments(text));
        }
        catch (ManifestException exception)
        {
            throw exception.In(Math.Max(reader._document, 1));
        }
    }

    private List<ManifestDocument> ReadDocuments(string text)
    {
        var documents = new List<ManifestDocument>();
        var starts = new List<int>();
        while (Next() is not StreamEnd)
        {
            if (_parser.Current is DocumentStart start)
            {
                _aliases = new YamlAliases();
                starts.Add(_document == 0 ? 0 : StartIn(text, (int)start.Start.Index));
                documents.Add(new ManifestDocument(++_document, ReadRoot()) { HasMarker = !start.IsImplicit });
            }
        }

        if (text.AsSpan().IndexOfAny(Unprintable) is >= 0 and var index)
        {
            _document = starts.Count(start => start <= index);
            throw new ManifestException("a control character stands there, which YAML does not allow; write it as an escape in double quotes", text.AsSpan(0, index).Count('\n') + 1);
        }

        if (documents.Count == 0)
        {
            return [new ManifestDocument(1, null) { Source = text }];
        }

        // A document reaches to the start of the next, so that no comment between them is lost.
        starts.Add(text.Length);
        return [.. documents.Select((document, i) => document with { Source = text[starts[i]..starts[i + 1]] })];
    }

    // One without a marker may be indented, and means something else without the blanks of its first line.
    private static int StartIn(string text, int index) => text.AsSpan(0, index).TrimEnd(" \t").Length;

    private MapNode? ReadRoot() => ManifestDocument.RootOf(ReadNode(Next(), 1));

    private ManifestNode ReadNode(ParsingEvent next, int depth)
    {
        if (depth > ManifestNode.MostDepth)
        {
            throw ManifestFaults.TooDeep((int)next.Start.Line);
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

            // The parser ends a collection in the middle of a field that has tag and anchor in lines of their own.
            _ => throw new ManifestException("a value is missing", (int)next.Start.Line),
        };
        if (next is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            _aliases.Anchor(anchor.Value, node);
        }

        return node;
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        var map = new MapNode((int)start.Start.Line) { Tag = TagOf(start), IsFlow = start.Style == MappingStyle.Flow };
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            if (ReadNode(next, depth + 1) is not ScalarNode { Value.Kind: not (ScalarKind.Null or ScalarKind.NotFinite) } key)
            {
                throw new ManifestException("a key is neither a word nor a number", (int)next.Start.Line);
            }

            if (!names.Add(key.Value.Text))
            {
                throw ManifestFaults.DuplicateKey(key);
            }

            map.Fields.Add((key, ReadNode(Next(), depth + 1)));
        }

        YamlMergeKeys.Resolve(map);
        return map;
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        var list = new ListNode((int)start.Start.Line) { Tag = TagOf(start), IsFlow = start.Style == SequenceStyle.Flow };
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            list.Items.Add(ReadNode(next, depth + 1));
        }

        return list;
    }

    private static ScalarNode ReadScalar(Scalar scalar)
    {
        var line = (int)scalar.Start.Line;
        var tag = TagOf(scalar);
        if (!IsUnicode(scalar.Value))
        {
            throw ManifestFaults.NotUnicode(line);
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

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty ? null : node.Tag.Value;

    private ParsingEvent Next()
    {
        var last = _parser.Current?.End.Line ?? 1;
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw new ManifestException("the document ends too early", (int)last);
        }
        catch (YamlException exception)
        {
            throw new ManifestException(exception.Message, (int)Math.Max(exception.Start.Line, last));
        }
        catch (ArgumentException)
        {
            // How the parser meets a tag in angle brackets that is none.
            throw new ManifestException("a tag is not a URI", (int)last);
        }
        catch (InvalidOperationException)
        {
            // How the parser meets the end of the text within brackets.
            throw new ManifestException("a bracket, a brace or a quote is not closed", (int)last);
        }
    }
}
