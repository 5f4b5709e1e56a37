namespace AppMeshInject.Injection.Reviews;

/// <summary>What is read of an AdmissionReview.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request</remarks>
public sealed class ReviewRequest
{
    /// <summary>The API version, which the answer repeats: admission.k8s.io/v1 or v1beta1.</summary>
    public string ApiVersion { get; internal set; } = "";

    /// <summary>The id, which the answer repeats.</summary>
    public string Uid { get; internal set; } = "";

    /// <summary>The namespace that the object is created in; empty for an object without one.</summary>
    public string Namespace { get; internal set; } = "";

    /// <summary>Whether nothing will come of it.</summary>
    public bool DryRun { get; internal set; }

    /// <summary>Whether it creates a pod: not another object, not a subresource of a pod, no other operation.</summary>
    public bool IsPodCreation => Operation == AdmissionOperation.Create && SubResource.Length == 0 && Kind is ("", "v1", "Pod");

    /// <summary>What is done to the object.</summary>
    public AdmissionOperation Operation { get; internal set; }


    internal string SubResource { get; set; } = "";

    internal (string Group, string Version, string Kind) Kind { get; set; } = ("", "", "");
}
