using AppMeshInject.Injection.Parsing;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>
/// Resolves merge keys (<c>&lt;&lt;</c>) while a document is read, so that the decision and the output are based on the
/// same content that kubectl reads. See https://yaml.org/type/merge.html.
/// </summary>
internal static class YamlMergeKeys
{
    private const string Tag = "tag:yaml.org,2002:merge";

    /// <summary>Returns whether a key is a merge key.</summary>
    public static bool IsMergeKey(ScalarNode key) => key is { Text: "<<", Style: ScalarStyle.Plain, Tag: null or Tag };

    /// <summary>Replaces the merge key of a mapping with the fields of the merged mappings.</summary>
    public static void Resolve(MapNode map)
    {
        var index = map.Fields.FindIndex(field => IsMergeKey(field.Key));
        if (index < 0)
        {
            return;
        }

        var before = GetKeys(map.Fields.Take(index));
        var taken = GetKeys(map.Fields.Skip(index + 1));
        var merged = new List<(ScalarNode Key, ManifestNode Value)>();
        foreach (var field in GetMergedFields(map.Fields[index].Value))
        {
            // The specification prefers the field of the mapping itself; kubectl uses the last one.
            if (before.Contains(field.Key.Value.Text))
            {
                throw new ManifestException(
                    $"the key {ValidationError.Quote(field.Key.Value.Text)} comes before << and is also merged, "
                        + "which YAML parsers interpret differently; put << first",
                    map.Fields[index].Key.Line);
            }

            if (taken.Add(field.Key.Value.Text))
            {
                merged.Add(field);
            }
        }

        map.Fields.RemoveAt(index);
        map.Fields.InsertRange(index, merged);
    }

    private static HashSet<string> GetKeys(IEnumerable<(ScalarNode Key, ManifestNode Value)> fields) =>
        fields.Select(field => field.Key.Value.Text).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(ScalarNode Key, ManifestNode Value)> GetMergedFields(ManifestNode value) => value switch
    {
        MapNode map => map.Fields,
        ListNode list => list.Items.SelectMany(item => (item as MapNode ?? throw NotAMapping(item)).Fields),
        _ => throw NotAMapping(value),
    };

    private static ManifestException NotAMapping(ManifestNode node) =>
        new("the value of << is not a mapping", node.Line);
}
