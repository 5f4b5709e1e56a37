namespace AppMeshInject.Manifests;

/// <summary>Finds the workloads of a document, including those in Lists. Skips other objects.</summary>
internal static class WorkloadFinder
{
    private static readonly string[] Template = ["spec", "template"];

    // The supported kinds, with their API groups and the path of the pod template.
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

    /// <summary>Finds the workloads of a document.</summary>
    public static IEnumerable<WorkloadObject> FindAll(MapNode root) => FindAll(root, listed: null);

    private static IEnumerable<WorkloadObject> FindAll(MapNode @object, (string ApiVersion, string Kind)? listed)
    {
        // The API server omits apiVersion and kind of the items in a typed list such as PodList.
        var kind = GetString(@object, "kind") ?? listed?.Kind;
        var apiVersion = GetString(@object, "apiVersion") ?? listed?.ApiVersion;
        if (kind is null || apiVersion is null)
        {
            return [];
        }

        if (kind.EndsWith("List", StringComparison.Ordinal) && @object.Find("items") is ListNode list)
        {
            return list.Items.OfType<MapNode>().SelectMany(
                item => FindAll(item, kind == "List" ? null : (apiVersion, kind[..^"List".Length])));
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return Kinds.TryGetValue(kind, out var known) && known.Groups.Contains(group)
            ? [new WorkloadObject(kind, @object, GetPod(kind, @object, known.Path))]
            : [];
    }

    private static MapNode GetPod(string kind, MapNode @object, string[] path)
    {
        var pod = @object;
        for (var i = 0; i < path.Length; i++)
        {
            pod = pod.Find(path[i]) as MapNode
                ?? throw new ManifestException(
                    $"{kind}: {string.Join('.', path[..(i + 1)])} is missing or not an object", pod.Line);
        }

        return pod;
    }

    private static string? GetString(MapNode @object, string field) =>
        @object.Find(field) is ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } ? text : null;
}
