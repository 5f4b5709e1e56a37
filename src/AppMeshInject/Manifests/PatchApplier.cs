using System.Globalization;

namespace AppMeshInject.Manifests;

/// <summary>Applies a JSON Patch of the engine to a manifest. Such a patch contains only add operations.</summary>
internal static class PatchApplier
{
    /// <summary>Applies a patch.</summary>
    /// <param name="pod">The pod or pod template.</param>
    /// <param name="patch">The patch (RFC 6902).</param>
    public static void Apply(MapNode pod, ReadOnlySpan<byte> patch)
    {
        foreach (var operation in ((ListNode)JsonManifestReader.ReadValue(patch)).Items.Cast<MapNode>())
        {
            var path = ((ScalarNode)operation.Find("path")!).Text.Split('/')[1..];
            Add(pod, path, operation.Find("value")!);
        }
    }

    private static void Add(MapNode pod, ReadOnlySpan<string> path, ManifestNode value)
    {
        ManifestNode parent = pod;
        foreach (var step in path[..^1])
        {
            parent = parent is ListNode list ? list.Items[ParseIndex(step)] : ((MapNode)parent).Find(Unescape(step))!;
        }

        var last = path[^1];
        switch (parent)
        {
            case ListNode list:
                list.Items.Insert(last == "-" ? list.Items.Count : ParseIndex(last), value);
                break;
            case MapNode map:
                map.Set(Unescape(last), value);
                break;
        }
    }

    private static int ParseIndex(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    // https://www.rfc-editor.org/rfc/rfc6901#section-4
    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
