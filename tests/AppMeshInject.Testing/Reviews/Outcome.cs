using System.Text.Json.Nodes;

namespace AppMeshInject.Testing.Reviews;

/// <summary>What an injector answered.</summary>
public sealed record Outcome(string Reason, bool Allowed, string? Message, IReadOnlyList<string> Warnings, JsonArray? Patch)
{
    private const string JsonPatchType = "JSONPatch";

    /// <summary>Reads an answer, and throws where the API server would not take it.</summary>
    public static Outcome OfAnswer(JsonNode answer, AdmissionRequest request)
    {
        var response = answer["response"]!;
        Demand(Text(answer["apiVersion"]) == request.ApiVersion, "the answer's apiVersion is not the request's");
        Demand(Text(answer["kind"]) == "AdmissionReview", "the answer is no AdmissionReview");
        Demand(Text(response["uid"]) == AdmissionRequest.Uid, "the answer's uid is not the request's");
        Demand(Text(response["patchType"]) == (response["patch"] is null ? null : JsonPatchType), "patch and patchType do not go together");

        // With a reason kubectl before 1.30 shows the reason in place of the message.
        Demand(response["status"]?["reason"] is null, "the refusal has a reason");

        var allowed = response["allowed"]!.GetValue<bool>();
        Demand(allowed == (response["status"] is null) && (allowed || response["status"]!["code"]!.GetValue<int>() == 422), "a refusal has code 422");

        var audit = response["auditAnnotations"]!.AsObject();
        Demand(!audit.Any(annotation => annotation.Key.Contains('/')), "an audit annotation's key has a slash");
        return new Outcome(
            Text(audit["reason"])!,
            allowed,
            Text(response["status"]?["message"]),
            [.. response["warnings"]?.AsArray().Select(warning => Text(warning)!) ?? []],
            response["patch"] is { } patch ? JsonNode.Parse(Convert.FromBase64String(Text(patch)!))!.AsArray() : null);
    }

    /// <summary>The object of the request as it is after the answer.</summary>
    public JsonNode Mutated(AdmissionRequest request)
    {
        var sent = JsonNode.Parse(request.ObjectJson)!;
        return Patch is null ? sent : Json.JsonPatch.Apply(sent, Patch);
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
