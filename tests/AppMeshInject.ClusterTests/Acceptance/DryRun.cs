using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Json;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>What the API server says of a pod, in a namespace where no injector is asked.</summary>
/// <param name="Complaints">What it has against it; nothing where it takes the pod.</param>
/// <param name="Created">The pod as it would be created.</param>
internal sealed record DryRun(IReadOnlyList<string> Complaints, JsonNode? Created)
{
    public static async Task<DryRun> OfAsync(PlainNamespace @namespace, JsonNode pod)
    {
        var sent = pod.DeepClone();
        (sent["metadata"] as JsonObject)?.Remove("namespace");
        var path = $"api/v1/namespaces/{@namespace.Name}/pods?dryRun=All&fieldValidation=Strict";
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(path, sent.ToJsonString());
        var answer = JsonNode.Parse(body)!;
        return isSuccess ? new DryRun([], answer) : new DryRun(ComplaintsOf(answer), null);
    }

    /// <summary>What it has against the injected pod and has not against the pod itself, and what it does not know of what was added.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsOfInjectionAsync(PlainNamespace @namespace, JsonNode pod, JsonNode injected)
    {
        var after = await OfAsync(@namespace, injected);
        if (after.Created is null)
        {
            return [.. after.Complaints.Except((await OfAsync(@namespace, pod)).Complaints)];
        }

        // An older server leaves out what it does not know without a word.
        var added = JsonPaths.OfNonEmpty(injected).Except(JsonPaths.OfNonEmpty(pod));
        return [.. added.Except(JsonPaths.Of(after.Created)).Select(path => $"{path} is not known")];
    }

    private static IReadOnlyList<string> ComplaintsOf(JsonNode status) => status["details"]?["causes"] is JsonArray causes
        ? [.. causes.Select(cause => $"{cause!["field"]}: {cause["message"]}")]
        : [status["message"]!.ToString()];
}
