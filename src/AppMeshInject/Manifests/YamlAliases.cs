using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Manifests;

/// <summary>
/// Resolves the anchors and aliases of a document. An alias becomes a copy of the anchored node, so that two workloads
/// with a shared template get separate sidecars. The total size of all copies is limited, because nested aliases can
/// expand a few lines into more than the available memory.
/// </summary>
internal sealed class YamlAliases
{
    private const int MaxExpandedSize = 10_000_000;

    private readonly Dictionary<string, ManifestNode> _anchors = new(StringComparer.Ordinal);
    private int _expandedSize;

    /// <summary>Records an anchored node.</summary>
    public void SetAnchor(string name, ManifestNode node) => _anchors[name] = node;

    /// <summary>Returns a copy of the node that an alias refers to.</summary>
    public ManifestNode Expand(string name, int line, int depth) =>
        _anchors.TryGetValue(name, out var node)
            ? Copy(node, line, depth)
            : throw new ManifestException(
                $"the alias {ValidationError.Quote("*" + name)} has no anchor before it, or is inside its own anchor",
                line);

    private ManifestNode Copy(ManifestNode node, int line, int depth)
    {
        if (depth > ManifestNode.MaxDepth)
        {
            throw ManifestErrors.TooDeep(line);
        }

        _expandedSize += 1 + (node is ScalarNode scalar ? scalar.Text.Length : 0);
        if (_expandedSize > MaxExpandedSize)
        {
            throw new ManifestException($"the aliases expand to more than {MaxExpandedSize} characters", line);
        }

        return node switch
        {
            MapNode map => Copy(map, line, depth),
            ListNode list => Copy(list, line, depth),
            _ => node,
        };
    }

    private MapNode Copy(MapNode map, int line, int depth)
    {
        var copy = new MapNode(map.Line) { Tag = map.Tag, IsFlow = map.IsFlow };
        foreach (var (key, value) in map.Fields)
        {
            Copy(key, line, depth);
            copy.Fields.Add((key, Copy(value, line, depth + 1)));
        }

        return copy;
    }

    private ListNode Copy(ListNode list, int line, int depth)
    {
        var copy = new ListNode(list.Line) { Tag = list.Tag, IsFlow = list.IsFlow };
        foreach (var item in list.Items)
        {
            copy.Items.Add(Copy(item, line, depth + 1));
        }

        return copy;
    }
}
