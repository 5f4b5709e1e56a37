using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>Everything that there is in a cluster, by what the API server says it has.</summary>
internal static class ClusterContents
{
    // Events tell of what was, and metrics come and go with the pods of others.
    private static readonly string[] IgnoredResources = ["events"];
    private static readonly string[] IgnoredGroups = ["metrics.k8s.io"];

    /// <summary>The paths of all objects, such as <c>api/v1/namespaces/default/services/kubernetes</c>.</summary>
    public static async Task<IReadOnlySet<string>> ListAsync(Cluster cluster)
    {
        var contents = new HashSet<string>();
        foreach (var version in await VersionsAsync(cluster))
        {
            var resources = (await GetAsync(cluster, version))["resources"]!.AsArray();
            foreach (var resource in resources.Where(CanBeListed))
            {
                var kind = resource!["name"]!.ToString();
                var objects = (await GetAsync(cluster, $"{version}/{kind}"))["items"]!.AsArray();
                contents.UnionWith(objects.Select(item => $"{version}/{Path(kind, item!["metadata"]!)}"));
            }
        }

        return contents;
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(Cluster cluster)
    {
        var groups = (await GetAsync(cluster, "apis"))["groups"]!.AsArray()
            .Where(group => !IgnoredGroups.Contains(group!["name"]!.ToString()))
            .Select(group => $"apis/{group!["preferredVersion"]!["groupVersion"]}");
        return ["api/v1", .. groups];
    }

    // Without a slash: parts of objects, such as their status, have one.
    private static bool CanBeListed(JsonNode? resource) =>
        resource!["verbs"]!.AsArray().Any(verb => verb!.ToString() == "list")
        && resource["name"]!.ToString() is var name && !name.Contains('/') && !IgnoredResources.Contains(name);

    private static string Path(string kind, JsonNode metadata) =>
        metadata["namespace"] is { } folder ? $"namespaces/{folder}/{kind}/{metadata["name"]}" : $"{kind}/{metadata["name"]}";

    private static async Task<JsonNode> GetAsync(Cluster cluster, string path) =>
        JsonNode.Parse(await cluster.Raw.GetAsync(path))!;
}
