namespace AppMeshInject.Injection.Decisions;

/// <summary>Why an admission came out as it did: one stable code, the same in log, metric, audit annotation and command.</summary>
public enum Reason
{
    /// <summary>The request does not create a pod: allowed as it is.</summary>
    NotAPodCreation,

    /// <summary>The namespace is one of Kubernetes' own or the injector's: allowed as it is.</summary>
    SystemNamespace,

    /// <summary>The pod shares the node's network, where redirect rules would land: allowed as it is.</summary>
    HostNetwork,

    /// <summary>The pod runs on Windows: allowed as it is.</summary>
    WindowsPod,

    /// <summary>The pod mirrors a static pod, which the API server cannot change: allowed as it is.</summary>
    MirrorPod,

    /// <summary>The pod does not want to be injected: allowed as it is.</summary>
    DisabledByAnnotation,

    /// <summary>Only pods that ask are injected, and this one does not: allowed as it is.</summary>
    NotRequested,

    /// <summary>The pod has every part already: allowed as it is.</summary>
    AlreadyInjected,

    /// <summary>An annotation is malformed: refused.</summary>
    InvalidAnnotation,

    /// <summary>No mesh is named anywhere: refused.</summary>
    NoMesh,

    /// <summary>The pod gets its sidecars.</summary>
    Injected,

    /// <summary>The request is no admission review: HTTP 400, 413 or 415.</summary>
    BadRequest,

    /// <summary>As many admissions as may be are in progress: HTTP 503, to be tried again in a second.</summary>
    Overloaded,
}
