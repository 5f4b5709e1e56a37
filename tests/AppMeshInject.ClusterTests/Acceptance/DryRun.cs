using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Json;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>The result of a server-side dry run that creates a pod in a namespace without injection.</summary>
/// <param name="Errors">The validation errors; empty where the API server accepts the pod.</param>
/// <param name="Created">The pod as the API server would store it; null where it rejects the pod.</param>
internal sealed record DryRun(IReadOnlyList<string> Errors, JsonNode? Created)
{
    /// <summary>Creates a pod as a dry run.</summary>
    public static async Task<DryRun> CreateAsync(PlainNamespace @namespace, JsonNode pod)
    {
        var copy = pod.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("namespace");
        var path = $"api/v1/namespaces/{@namespace.Name}/pods?dryRun=All&fieldValidation=Strict";
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(path, copy.ToJsonString());
        var response = JsonNode.Parse(body)!;
        return isSuccess ? new DryRun([], response) : new DryRun(GetErrors(response), null);
    }

    /// <summary>
    /// Returns the validation errors that a pod has only after the injection, and the injected fields that the API
    /// server does not know.
    /// </summary>
    /// <param name="namespace">The namespace of the dry run.</param>
    /// <param name="pod">The pod before the injection.</param>
    /// <param name="injected">The pod after the injection.</param>
    public static async Task<IReadOnlyList<string>> GetInjectionErrorsAsync(
        PlainNamespace @namespace, JsonNode pod, JsonNode injected)
    {
        var after = await CreateAsync(@namespace, injected);
        if (after.Created is null)
        {
            return [.. after.Errors.Except((await CreateAsync(@namespace, pod)).Errors)];
        }

        // Servers before 1.25 ignore fieldValidation and drop unknown fields silently.
        var added = JsonPaths.GetNonEmpty(injected).Except(JsonPaths.GetNonEmpty(pod));
        return [.. added.Except(JsonPaths.GetAll(after.Created)).Select(path => $"{path}: unknown field")];
    }

    private static IReadOnlyList<string> GetErrors(JsonNode status) => status["details"]?["causes"] is JsonArray causes
        ? [.. causes.Select(cause => $"{cause!["field"]}: {cause["message"]}")]
        : [status["message"]!.ToString()];
}
