namespace AppMeshInject.Injection.Sidecars;

/// <summary>The names and numbers that users of App Mesh know, the same in both predecessors.</summary>
public static class SidecarNames
{
    /// <summary>The proxy.</summary>
    public const string Envoy = "envoy";

    /// <summary>The init container that redirects the pod's traffic to the proxy.</summary>
    public const string ProxyInit = "proxyinit";

    /// <summary>The daemon that takes the proxy's traces to AWS X-Ray.</summary>
    public const string XRayDaemon = "xray-daemon";

    /// <summary>The pull secret for ECR.</summary>
    public const string EcrSecret = "appmesh-ecr-secret";

    /// <summary>The volume of the SDS socket.</summary>
    public const string SdsVolume = "appmesh-sds-socket-volume";

    /// <summary>The user and group that the proxy runs as, and whose traffic is not redirected.</summary>
    public const int ProxyUser = 1337;
}
