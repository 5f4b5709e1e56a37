using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Fuzz;

/// <summary>Checks the invariants of an admission response.</summary>
internal static class ResponseChecks
{
    private const int MaxWarnings = 10;
    private const int MaxWarningLength = 256;

    /// <summary>Checks a response and returns its patch.</summary>
    /// <param name="body">The AdmissionReview with the response, JSON.</param>
    /// <param name="result">The result that the engine returned with the response.</param>
    /// <returns>The operations of the patch; null if the response has none.</returns>
    /// <exception cref="CheckFailedException">It differs from the result, or a message is malformed.</exception>
    public static JsonArray? CheckAndGetPatch(ReadOnlySpan<byte> body, AdmissionResult result)
    {
        var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
        var response = JsonNode.Parse(body, documentOptions: options)!["response"]!;
        var (uid, decision) = (response["uid"]!.GetValue<string>(), result.Decision);
        Check.That(uid == result.Request!.Uid, "response.uid differs from request.uid");
        var isAllowed = response["allowed"]!.GetValue<bool>();
        Check.That(isAllowed == decision.IsAllowed, "response.allowed differs from the decision");
        Check.That(isAllowed == (response["status"] is null), "response.status must be set only on a rejection");
        Check.That(
            (response["patch"] is null) == (decision.Reason != Reason.Injected),
            "response.patch must be set only for an injection");
        CheckMessages(response);
        return response["patch"] is { } patch
            ? JsonNode.Parse(Convert.FromBase64String(patch.GetValue<string>()))!.AsArray()
            : null;
    }

    private static void CheckMessages(JsonNode response)
    {
        var warnings = (response["warnings"]?.AsArray() ?? []).Select(item => item!.GetValue<string>()).ToList();
        Check.That(warnings.Count <= MaxWarnings, "too many warnings");
        Check.That(warnings.All(warning => warning.Length <= MaxWarningLength), "a warning is too long");
        string?[] messages = [.. warnings, response["status"]?["message"]?.GetValue<string>()];
        foreach (var message in messages.OfType<string>())
        {
            Check.IsSingleLine(message);
        }
    }
}
