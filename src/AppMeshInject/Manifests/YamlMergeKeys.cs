using AppMeshInject.Injection.Parsing;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>
/// Merge keys (<c>&lt;&lt;</c>) are resolved as the document is read, so that what is decided on, what is written and what kubectl
/// would have read are the same: https://yaml.org/type/merge.html
/// </summary>
internal static class YamlMergeKeys
{
    private const string Tag = "tag:yaml.org,2002:merge";

    public static bool IsMergeKey(ScalarNode key) => key is { Text: "<<", Style: ScalarStyle.Plain, Tag: null or Tag };

    /// <summary>Puts the fields of the merged mappings in the place of the merge key.</summary>
    public static void Resolve(MapNode map)
    {
        var index = map.Fields.FindIndex(field => IsMergeKey(field.Key));
        if (index < 0)
        {
            return;
        }

        var before = Names(map.Fields.Take(index));
        var taken = Names(map.Fields.Skip(index + 1));
        var merged = new List<(ScalarNode Key, ManifestNode Value)>();
        foreach (var field in Merged(map.Fields[index].Value))
        {
            // By the specification the mapping's own field wins. kubectl takes whichever stands last.
            if (before.Contains(field.Key.Value.Text))
            {
                throw new ManifestException(
                    $"the key {ValidationError.Quote(field.Key.Value.Text)} stands before << and is merged too, which YAML readers take in different ways: put << first",
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

    private static HashSet<string> Names(IEnumerable<(ScalarNode Key, ManifestNode Value)> fields) =>
        fields.Select(field => field.Key.Value.Text).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(ScalarNode Key, ManifestNode Value)> Merged(ManifestNode value) => value switch
    {
        MapNode map => map.Fields,
        ListNode list => list.Items.SelectMany(item => (item as MapNode ?? throw NotAMapping(item)).Fields),
        _ => throw NotAMapping(value),
    };

    private static ManifestException NotAMapping(ManifestNode node) => new("<< merges what is not a mapping", node.Line);
}
