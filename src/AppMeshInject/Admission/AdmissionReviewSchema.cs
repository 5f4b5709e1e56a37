using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppMeshInject.Admission;

// The OpenAPI document is generated from the types in this file. The webhook itself does not use them.
// https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/

/// <summary>An AdmissionReview, with the fields that the webhook reads and writes.</summary>
public sealed record AdmissionReviewSchema
{
    /// <summary>admission.k8s.io/v1 or admission.k8s.io/v1beta1. The response has the version of the request.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>AdmissionReview.</summary>
    public required string Kind { get; init; }

    /// <summary>The request of the API server.</summary>
    public AdmissionRequestSchema? Request { get; init; }

    /// <summary>The response of the webhook.</summary>
    public AdmissionResponseSchema? Response { get; init; }
}

/// <summary>The request of the API server.</summary>
public sealed record AdmissionRequestSchema
{
    /// <summary>The id of the request. The response has the same id.</summary>
    public required string Uid { get; init; }

    /// <summary>The kind of the object. Only core/v1 Pods are injected.</summary>
    public required AdmissionKindSchema Kind { get; init; }

    /// <summary>The subresource, if any.</summary>
    public string? SubResource { get; init; }

    /// <summary>The namespace of the object.</summary>
    public string? Namespace { get; init; }

    /// <summary>CREATE, UPDATE, DELETE or CONNECT. Pods are injected on CREATE.</summary>
    public required string Operation { get; init; }

    /// <summary>The object: a pod.</summary>
    [JsonPropertyName("object")]
    public JsonElement? Pod { get; init; }

    /// <summary>True if the object is not persisted.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>The group, version and kind of an object.</summary>
/// <param name="Group">The API group; empty for a Pod.</param>
/// <param name="Version">The API version.</param>
/// <param name="Kind">The kind.</param>
public sealed record AdmissionKindSchema(string Group, string Version, string Kind);

/// <summary>The response of the webhook.</summary>
public sealed record AdmissionResponseSchema
{
    /// <summary>The id of the request.</summary>
    public required string Uid { get; init; }

    /// <summary>True if the object can be created.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The error, if the object is rejected.</summary>
    public AdmissionStatusSchema? Status { get; init; }

    /// <summary>JSONPatch, if there is a patch.</summary>
    public string? PatchType { get; init; }

    /// <summary>The JSON Patch (RFC 6902), base64-encoded.</summary>
    public string? Patch { get; init; }

    /// <summary>The annotations for the audit log: reason, detail, workload, virtual-node.</summary>
    public IReadOnlyDictionary<string, string>? AuditAnnotations { get; init; }

    /// <summary>The warnings that the API server returns to the client. kubectl prints them.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>The error of a rejected object.</summary>
/// <param name="Code">The HTTP status code: 422.</param>
/// <param name="Message">The errors and how to fix them.</param>
public sealed record AdmissionStatusSchema(int Code, string Message);
