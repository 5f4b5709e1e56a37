
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Manifests;

/// <summary>
/// The anchors of a document. An alias becomes a copy of what it stands for: two workloads that share a template get
/// sidecars of their own. How much may come of that is bounded, since a few lines of aliases to aliases can stand for more
/// than any memory holds.
/// </summary>
internal sealed class YamlAliases
{
    private const int MostCopied = 10_000_000;

    private readonly Dictionary<string, ManifestNode> _anchors = new(StringComparer.Ordinal);
    private int _copied;

    public void Anchor(string name, ManifestNode node) => _anchors[name] = node;

    /// <summary>What an alias stands for, as a copy.</summary>
    public ManifestNode Expand(string name, int line, int depth) =>
        _anchors.TryGetValue(name, out var node)
            ? Copy(node, line, depth)
            : throw new ManifestException($"the alias {ValidationError.Quote("*" + name)} stands for nothing, or for what it stands in", line);

    private ManifestNode Copy(ManifestNode node, int line, int depth)
    {
        if (depth > ManifestNode.MostDepth)
        {
            throw ManifestFaults.TooDeep(line);
        }

        _copied += 1 + (node is ScalarNode scalar ? scalar.Text.Length : 0);
        if (_copied > MostCopied)
        {
            throw new ManifestException($"its aliases stand for more than {MostCopied} characters", line);
        }

        return node switch
        {
            MapNode map => CopyOf(map, line, depth),
            ListNode list => CopyOf(list, line, depth),
            _ => node,
        };
    }

    private MapNode CopyOf(MapNode map, int line, int depth)
    {
        var copy = new MapNode(map.Line) { Tag = map.Tag, IsFlow = map.IsFlow };
        foreach (var (key, value) in map.Fields)
        {
            Copy(key, line, depth);
            copy.Fields.Add((key, Copy(value, line, depth + 1)));
        }

        return copy;
    }

    private ListNode CopyOf(ListNode list, int line, int depth)
    {
        var copy = new ListNode(list.Line) { Tag = list.Tag, IsFlow = list.IsFlow };
        foreach (var item in list.Items)
        {
            copy.Items.Add(Copy(item, line, depth + 1));
        }

        return copy;
    }
}
