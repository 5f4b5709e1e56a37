using System.Text.Json.Nodes;
using k8s;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>Everything that there is in a cluster, by what the API server says it has.</summary>
internal static class ClusterContents
{
    // Events tell of what was, and metrics come and go with the pods of others.
    private static readonly string[] IgnoredResources = ["events"];
    private static readonly string[] IgnoredGroups = ["metrics.k8s.io"];

    /// <summary>The paths of all objects, such as <c>api/v1/namespaces/default/services/kubernetes</c>.</summary>
    public static async Task<IReadOnlySet<string>> ListAsync(Kubernetes api)
    {
        var contents = new HashSet<string>();
        foreach (var version in await VersionsAsync(api))
        {
            var resources = (await GetAsync(api, version))["resources"]!.AsArray();
            foreach (var resource in resources.Where(CanBeListed))
            {
                var kind = resource!["name"]!.ToString();
                var objects = (await GetAsync(api, $"{version}/{kind}"))["items"]!.AsArray();
                contents.UnionWith(objects.Select(item => $"{version}/{Path(kind, item!["metadata"]!)}"));
            }
        }

        return contents;
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(Kubernetes api)
    {
        var groups = (await GetAsync(api, "apis"))["groups"]!.AsArray()
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

    private static async Task<JsonNode> GetAsync(Kubernetes api, string path) =>
        JsonNode.Parse(await api.HttpClient.GetStringAsync(new Uri(api.BaseUri, path)))!;
}
