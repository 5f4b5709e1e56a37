using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Reviews;

/// <summary>The fields of an AdmissionReview request that the injector uses.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request</remarks>
public sealed class ReviewRequest
{
    /// <summary>Gets the API version: admission.k8s.io/v1 or v1beta1. The response has the same version.</summary>
    public string ApiVersion { get; internal set; } = "";

    /// <summary>Gets the unique ID of the request, which the response repeats.</summary>
    public string Uid { get; internal set; } = "";

    /// <summary>Gets the namespace of the object; empty for a cluster-scoped object.</summary>
    public string Namespace { get; internal set; } = "";

    /// <summary>Gets whether the request is a dry run, which changes nothing in the cluster.</summary>
    public bool DryRun { get; internal set; }

    /// <summary>Gets whether the request creates a pod. False for other kinds, subresources and operations.</summary>
    public bool IsPodCreation =>
        Operation == AdmissionOperation.Create && SubResource.Length == 0 && Kind is ("", "v1", "Pod");

    /// <summary>Gets the operation.</summary>
    public AdmissionOperation Operation { get; internal set; }

    internal string SubResource { get; set; } = "";

    internal (string Group, string Version, string Kind) Kind { get; set; } = ("", "", "");

    /// <summary>Formats the operation, the kind and the subresource as text that is safe to log.</summary>
    internal string Describe() =>
        $"operation={Operation.Name}, kind={ValidationError.Quote($"{Kind.Group}/{Kind.Version}/{Kind.Kind}")}"
        + (SubResource.Length > 0 ? $", subresource={ValidationError.Quote(SubResource)}" : "");
}
