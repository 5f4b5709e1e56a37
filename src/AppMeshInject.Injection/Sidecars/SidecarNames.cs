namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The names and the user ID that the App Mesh controller uses, which manifests and dashboards refer to.
/// </summary>
public static class SidecarNames
{
    /// <summary>The container of the proxy.</summary>
    public const string Envoy = "envoy";

    /// <summary>The init container that redirects traffic to the proxy.</summary>
    public const string ProxyInit = "proxyinit";

    /// <summary>The container that forwards traces of the proxy to AWS X-Ray.</summary>
    public const string XRayDaemon = "xray-daemon";

    /// <summary>The image pull secret for Amazon ECR.</summary>
    public const string EcrSecret = "appmesh-ecr-secret";

    /// <summary>The volume of the SDS socket.</summary>
    public const string SdsVolume = "appmesh-sds-socket-volume";

    /// <summary>The user and group ID of the proxy. Traffic of this user is not redirected.</summary>
    public const int ProxyUser = 1337;
}
