using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>Lists all objects in a cluster, with the API server's discovery.</summary>
internal static class ClusterContents
{
    // Events expire later, and metrics appear and disappear with the pods of the cluster itself.
    private static readonly string[] IgnoredResources = ["events"];
    private static readonly string[] IgnoredGroups = ["metrics.k8s.io"];

    /// <summary>
    /// Returns the paths of all objects, such as <c>api/v1/namespaces/default/services/kubernetes</c>.
    /// </summary>
    public static async Task<IReadOnlySet<string>> ListAsync(Cluster cluster)
    {
        var contents = new HashSet<string>();
        foreach (var version in await GetVersionsAsync(cluster))
        {
            var resources = (await GetAsync(cluster, version))["resources"]!.AsArray();
            foreach (var resource in resources.Where(IsListed))
            {
                var kind = resource!["name"]!.ToString();
                var objects = (await GetAsync(cluster, $"{version}/{kind}"))["items"]!.AsArray();
                contents.UnionWith(objects.Select(item => $"{version}/{GetPath(kind, item!["metadata"]!)}"));
            }
        }

        return contents;
    }

    private static async Task<IReadOnlyList<string>> GetVersionsAsync(Cluster cluster)
    {
        var groups = (await GetAsync(cluster, "apis"))["groups"]!.AsArray()
            .Where(group => !IgnoredGroups.Contains(group!["name"]!.ToString()))
            .Select(group => $"apis/{group!["preferredVersion"]!["groupVersion"]}");
        return ["api/v1", .. groups];
    }

    // Subresources, such as pods/status, have a slash in their name.
    private static bool IsListed(JsonNode? resource) =>
        resource!["verbs"]!.AsArray().Any(verb => verb!.ToString() == "list")
        && resource["name"]!.ToString() is var name && !name.Contains('/') && !IgnoredResources.Contains(name);

    private static string GetPath(string kind, JsonNode metadata) => metadata["namespace"] is { } @namespace
        ? $"namespaces/{@namespace}/{kind}/{metadata["name"]}"
        : $"{kind}/{metadata["name"]}";

    private static async Task<JsonNode> GetAsync(Cluster cluster, string path) =>
        JsonNode.Parse(await cluster.Raw.GetAsync(path))!;
}
