namespace AppMeshInject.Injection.Decisions;

/// <summary>The kind of a warning. The names are stable codes.</summary>
public enum WarningKind
{
    /// <summary>An annotation under appmesh.k8s.aws/ is not known.</summary>
    UnknownAnnotation,

    /// <summary>The value of the injection annotation is neither enabled nor disabled.</summary>
    UnknownSwitchValue,

    /// <summary>The pod requests injection, but it cannot be injected.</summary>
    InjectionNotPossible,

    /// <summary>The sidecar prevents a Job from completing.</summary>
    JobWithoutNativeSidecar,

    /// <summary>The pod has no ports, so incoming traffic is not redirected.</summary>
    NoPorts,

    /// <summary>The pod has more ports than can be redirected.</summary>
    TooManyPorts,

    /// <summary>A container of the application has the name of a sidecar container.</summary>
    ContainerNameConflict,

    /// <summary>A container runs as the user of the proxy, so its traffic is not redirected.</summary>
    ProxyUserConflict,

    /// <summary>The pre-stop delay of the proxy is not shorter than the pod's termination grace period.</summary>
    PreStopDelayTooLong,

    /// <summary>The traffic of an init container is redirected before the proxy runs.</summary>
    InitContainersWithoutNetwork,

    /// <summary>A probe uses a port whose traffic is redirected to the proxy.</summary>
    ProbeIntercepted,

    /// <summary>The pod has more warnings than are reported.</summary>
    MoreWarnings,
}
