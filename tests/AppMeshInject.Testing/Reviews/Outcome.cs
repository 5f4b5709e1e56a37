using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;

namespace AppMeshInject.Testing.Reviews;

/// <summary>The result of a review.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Allowed">Whether the pod is admitted.</param>
/// <param name="Message">The message of a rejection; otherwise null.</param>
/// <param name="Warnings">The admission warnings.</param>
/// <param name="Patch">The JSON Patch; null if there is none.</param>
public sealed record Outcome(
    string Reason, bool Allowed, string? Message, IReadOnlyList<string> Warnings, JsonArray? Patch)
{
    private const string JsonPatchType = "JSONPatch";
    private const int RejectionCode = 422;

    /// <summary>Reads the AdmissionReview that the webhook returned.</summary>
    /// <exception cref="FormatException">The API server would not accept the response.</exception>
    public static Outcome FromResponse(JsonNode review, AdmissionRequest request)
    {
        var response = review["response"]!;
        Require(GetText(review["apiVersion"]) == request.ApiVersion, "apiVersion: differs from the request");
        Require(GetText(review["kind"]) == "AdmissionReview", "kind: not AdmissionReview");
        Require(GetText(response["uid"]) == AdmissionRequest.Uid, "response.uid: differs from the request");

        var expectedType = response["patch"] is null ? null : JsonPatchType;
        Require(GetText(response["patchType"]) == expectedType, "response.patchType: does not match response.patch");

        // kubectl before 1.30 prints the reason instead of the message if there is one.
        Require(response["status"]?["reason"] is null, "response.status.reason: must be absent");

        var allowed = response["allowed"]!.GetValue<bool>();
        Require(allowed == (response["status"] is null), "response.status: must be present in rejections only");
        var hasCode = allowed || response["status"]!["code"]!.GetValue<int>() == RejectionCode;
        Require(hasCode, $"response.status.code: must be {RejectionCode}");

        var audit = response["auditAnnotations"]!.AsObject();
        var hasSlash = audit.Any(annotation => annotation.Key.Contains('/'));
        Require(!hasSlash, "response.auditAnnotations: a key contains a slash");
        return new Outcome(
            GetText(audit["reason"])!,
            allowed,
            GetText(response["status"]?["message"]),
            [.. response["warnings"]?.AsArray().Select(warning => GetText(warning)!) ?? []],
            response["patch"] is { } patch ? DecodePatch(patch) : null);
    }

    /// <summary>Returns the object of the request after the patch.</summary>
    public JsonNode ApplyTo(AdmissionRequest request)
    {
        var sent = JsonNode.Parse(request.ObjectJson)!;
        return Patch is null ? sent : JsonPatch.Apply(sent, Patch);
    }

    private static JsonArray DecodePatch(JsonNode patch) =>
        JsonNode.Parse(Convert.FromBase64String(GetText(patch)!))!.AsArray();

    private static string? GetText(JsonNode? node) => node?.GetValue<string>();

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }
}
