namespace AppMeshInject.Manifests;

/// <summary>Finds the workloads of a document, those in lists too. Objects that are none are passed over.</summary>
internal static class WorkloadFinder
{
    private static readonly string[] Template = ["spec", "template"];

    /// <summary>The kinds with their API groups and where the template of their pods is.</summary>
    private static readonly Dictionary<string, (string[] Groups, string[] Path)> Kinds = new(StringComparer.Ordinal)
    {
        ["Pod"] = ([""], []),
        ["Deployment"] = (["apps", "extensions"], Template),
        ["ReplicaSet"] = (["apps", "extensions"], Template),
        ["DaemonSet"] = (["apps", "extensions"], Template),
        ["ReplicationController"] = ([""], Template),
        ["StatefulSet"] = (["apps"], Template),
        ["Job"] = (["batch"], Template),
        ["CronJob"] = (["batch"], ["spec", "jobTemplate", "spec", "template"]),
    };

    public static IEnumerable<WorkloadObject> In(MapNode root) => In(root, listed: null);

    private static IEnumerable<WorkloadObject> In(MapNode @object, (string ApiVersion, string Kind)? listed)
    {
        // The API server leaves the type out of the items of a typed list, such as a PodList.
        var kind = Text(@object, "kind") ?? listed?.Kind;
        var apiVersion = Text(@object, "apiVersion") ?? listed?.ApiVersion;
        if (kind is null || apiVersion is null)
        {
            return [];
        }

        if (kind.EndsWith("List", StringComparison.Ordinal) && @object.Find("items") is ListNode list)
        {
            return list.Items.OfType<MapNode>().SelectMany(item => In(item, kind == "List" ? null : (apiVersion, kind[..^"List".Length])));
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return Kinds.TryGetValue(kind, out var known) && known.Groups.Contains(group)
            ? [new WorkloadObject(kind, @object, PodOf(kind, @object, known.Path))]
            : [];
    }

    private static MapNode PodOf(string kind, MapNode @object, string[] path)
    {
        var pod = @object;
        for (var i = 0; i < path.Length; i++)
        {
            pod = pod.Find(path[i]) as MapNode
                ?? throw new ManifestException($"{kind}: {string.Join('.', path[..(i + 1)])} is missing, or not an object", pod.Line);
        }

        return pod;
    }

    private static string? Text(MapNode @object, string field) =>
        @object.Find(field) is ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } ? text : null;
}
