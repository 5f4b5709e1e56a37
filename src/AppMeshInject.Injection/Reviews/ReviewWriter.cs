using System.Buffers;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Patches;

namespace AppMeshInject.Injection.Reviews;

/// <summary>Writes the answer to an AdmissionReview, in the version it was asked in.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response</remarks>
internal static class ReviewWriter
{
    private const int UnprocessableEntity = 422;

    // As long as names in Kubernetes may be.
    private const int LongestName = 253;

    public static void Write(ReviewRequest review, Decision decision, PatchTemplateCache patches, IBufferWriter<byte> output)
    {
        var json = JsonWriters.Rent(output);
        json.WriteStartObject();
        json.WriteString("apiVersion"u8, review.ApiVersion);
        json.WriteString("kind"u8, "AdmissionReview"u8);
        json.WriteStartObject("response"u8);
        json.WriteString("uid"u8, review.Uid);
        json.WriteBoolean("allowed"u8, decision.IsAllowed);
        WriteRefusal(json, decision);
        WritePatch(json, decision, patches);
        WriteAuditAnnotations(json, decision);
        WriteWarnings(json, decision);
        json.WriteEndObject();
        json.WriteEndObject();
        JsonWriters.Return(json);
    }

    // No status.reason: with one, kubectl before 1.30 shows the reason in place of the message.
    private static void WriteRefusal(Utf8JsonWriter json, Decision decision)
    {
        if (decision.Rejection is null)
        {
            return;
        }

        json.WriteStartObject("status"u8);
        json.WriteNumber("code"u8, UnprocessableEntity);
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

    // The API server puts the webhook's name and a slash before each key, and drops one that has a slash of its own.
    private static void WriteAuditAnnotations(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject("auditAnnotations"u8);
        json.WriteString("reason"u8, decision.Reason.Code);
        json.WriteString("because"u8, decision.Detail);
        if (decision.Pod is not null)
        {
            json.WritePropertyName("workload"u8);
            json.WriteStringValueSegment(Fit(decision.Workload.Kind), isFinalSegment: false);
            json.WriteStringValueSegment("/", isFinalSegment: false);
            json.WriteStringValueSegment(Fit(decision.Workload.Name), isFinalSegment: true);
        }

        if (decision.VirtualNode is not null)
        {
            json.WriteString("virtual-node"u8, TextSanitizer.Sanitize(decision.VirtualNode));
        }

        json.WriteEndObject();
    }

    // The pod's author wrote it, and the API server looks at it later than it asks here.
    private static string Fit(string name) => TextSanitizer.Sanitize(name.Length <= LongestName ? name : name[..LongestName]);

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
