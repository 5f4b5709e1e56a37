using System.Buffers;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Patches;

namespace AppMeshInject.Injection.Reviews;

/// <summary>Writes the response to an AdmissionReview, in the API version of the request.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/</remarks>
internal static class ReviewWriter
{
    private const int UnprocessableContentStatus = 422;

    // The maximum length of names in Kubernetes.
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
    private const int MaxNameLength = 253;

    /// <summary>Writes a response.</summary>
    /// <param name="review">The request.</param>
    /// <param name="decision">The decision on the request.</param>
    /// <param name="patches">Writes the patch if the pod is injected.</param>
    /// <param name="output">Receives the response.</param>
    public static void Write(
        ReviewRequest review, Decision decision, PatchTemplateCache patches, IBufferWriter<byte> output)
    {
        var json = JsonWriterPool.Rent(output);
        json.WriteStartObject();
        json.WriteString("apiVersion"u8, review.ApiVersion);
        json.WriteString("kind"u8, "AdmissionReview"u8);
        json.WriteStartObject("response"u8);
        json.WriteString("uid"u8, review.Uid);
        json.WriteBoolean("allowed"u8, decision.IsAllowed);
        WriteRejection(json, decision);
        WritePatch(json, decision, patches);
        WriteAuditAnnotations(json, decision);
        WriteWarnings(json, decision);
        json.WriteEndObject();
        json.WriteEndObject();
        JsonWriterPool.Return(json);
    }

    // status.reason is omitted, because kubectl before 1.30 would show it instead of the message.
    private static void WriteRejection(Utf8JsonWriter json, Decision decision)
    {
        if (decision.Rejection is null)
        {
            return;
        }

        json.WriteStartObject("status"u8);
        json.WriteNumber("code"u8, UnprocessableContentStatus);
        json.WriteString("message"u8, decision.Rejection);
        json.WriteEndObject();
    }

    private static void WritePatch(Utf8JsonWriter json, Decision decision, PatchTemplateCache patches)
    {
        if (decision.Reason != Reason.Injected)
        {
            return;
        }

        using var patch = new PooledBuffer();
        patches.Write(decision, patch);
        json.WriteString("patchType"u8, "JSONPatch"u8);
        json.WriteBase64String("patch"u8, patch.WrittenSpan);
    }

    // The API server prefixes each key with the webhook name and a slash, and drops keys that contain a slash.
    private static void WriteAuditAnnotations(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject("auditAnnotations"u8);
        json.WriteString("reason"u8, decision.Reason.Code);
        json.WriteString("detail"u8, decision.Detail);
        if (decision.Pod is not null)
        {
            json.WritePropertyName("workload"u8);
            json.WriteStringValueSegment(FormatName(decision.Workload.Kind), isFinalSegment: false);
            json.WriteStringValueSegment("/", isFinalSegment: false);
            json.WriteStringValueSegment(FormatName(decision.Workload.Name), isFinalSegment: true);
        }

        if (decision.VirtualNode is not null)
        {
            json.WriteString("virtual-node"u8, TextSanitizer.Sanitize(decision.VirtualNode));
        }

        json.WriteEndObject();
    }

    // The API server validates names only after admission, so a name can have any length and any characters.
    private static string FormatName(string name) =>
        TextSanitizer.Sanitize(name.Length <= MaxNameLength ? name : name[..MaxNameLength]);

    private static void WriteWarnings(Utf8JsonWriter json, Decision decision)
    {
        if (decision.Warnings.Count == 0)
        {
            return;
        }

        json.WriteStartArray("warnings"u8);
        foreach (var warning in decision.Warnings)
        {
            json.WriteStringValue(warning.Text);
        }

        json.WriteEndArray();
    }
}
