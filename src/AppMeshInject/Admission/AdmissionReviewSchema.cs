using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppMeshInject.Admission;

/// <summary>
/// An AdmissionReview as the API description shows it: the fields that are read and written here. The reviews themselves
/// never become such objects.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/</remarks>
public sealed record AdmissionReviewSchema
{
    /// <summary>admission.k8s.io/v1 or admission.k8s.io/v1beta1; the answer repeats it.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>AdmissionReview.</summary>
    public required string Kind { get; init; }

    /// <summary>What the API server asks.</summary>
    public AdmissionRequestSchema? Request { get; init; }

    /// <summary>What the webhook answers.</summary>
    public AdmissionResponseSchema? Response { get; init; }
}

/// <summary>What the API server asks.</summary>
public sealed record AdmissionRequestSchema
{
    /// <summary>The id of the request, which the answer repeats.</summary>
    public required string Uid { get; init; }

    /// <summary>The kind of the object: a core/v1 Pod is injected.</summary>
    public required AdmissionKindSchema Kind { get; init; }

    /// <summary>The subresource, if any.</summary>
    public string? SubResource { get; init; }

    /// <summary>The namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>CREATE, UPDATE, DELETE or CONNECT: pods are injected on CREATE.</summary>
    public required string Operation { get; init; }

    /// <summary>The object: a pod.</summary>
    [JsonPropertyName("object")]
    public JsonElement? Pod { get; init; }

    /// <summary>Whether nothing will come of it.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>The kind of an object.</summary>
/// <param name="Group">Its API group; empty for a Pod.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">Its kind.</param>
public sealed record AdmissionKindSchema(string Group, string Version, string Kind);

/// <summary>What the webhook answers.</summary>
public sealed record AdmissionResponseSchema
{
    /// <summary>The id of the request.</summary>
    public required string Uid { get; init; }

    /// <summary>Whether the object may be created.</summary>
    public required bool Allowed { get; init; }

    /// <summary>Why it may not.</summary>
    public AdmissionStatusSchema? Status { get; init; }

    /// <summary>JSONPatch, where there is a patch.</summary>
    public string? PatchType { get; init; }

    /// <summary>The JSON Patch (RFC 6902), base64.</summary>
    public string? Patch { get; init; }

    /// <summary>What the audit log keeps: reason, because, workload, virtual-node.</summary>
    public IReadOnlyDictionary<string, string>? AuditAnnotations { get; init; }

    /// <summary>What kubectl shows to whoever created the pod.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>Why an object may not be created.</summary>
/// <param name="Code">422.</param>
/// <param name="Message">What to do.</param>
public sealed record AdmissionStatusSchema(int Code, string Message);
