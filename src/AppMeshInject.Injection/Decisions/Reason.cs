namespace AppMeshInject.Injection.Decisions;

/// <summary>
/// The reason for the result of an admission. The names are stable codes; logs, metrics, audit annotations and commands
/// use the same codes.
/// </summary>
public enum Reason
{
    /// <summary>The request does not create a pod. Admitted without changes.</summary>
    NotAPodCreation,

    /// <summary>The namespace is a system namespace or the injector's namespace. Admitted without changes.</summary>
    SystemNamespace,

    /// <summary>The pod uses the network of the node, which a redirect would break. Admitted without changes.</summary>
    HostNetwork,

    /// <summary>The pod runs on Windows. Admitted without changes.</summary>
    WindowsPod,

    /// <summary>The pod mirrors a static pod, which cannot be changed. Admitted without changes.</summary>
    MirrorPod,

    /// <summary>The annotation of the pod disables injection. Admitted without changes.</summary>
    DisabledByAnnotation,

    /// <summary>Injection is off by default and the pod does not request it. Admitted without changes.</summary>
    NotRequested,

    /// <summary>The pod already has all sidecar containers. Admitted without changes.</summary>
    AlreadyInjected,

    /// <summary>An annotation is malformed. Rejected.</summary>
    InvalidAnnotation,

    /// <summary>Neither the pod nor the settings name a mesh. Rejected.</summary>
    NoMesh,

    /// <summary>The pod gets the sidecars.</summary>
    Injected,

    /// <summary>The request is not a valid AdmissionReview: HTTP status 400, 408, 413 or 415.</summary>
    BadRequest,

    /// <summary>Too many admissions are in progress: HTTP status 503, retry after one second.</summary>
    Overloaded,
}
