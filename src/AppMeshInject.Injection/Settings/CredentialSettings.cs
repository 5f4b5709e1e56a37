using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Credentials that the pod gets: token, pull secret, SDS socket.</summary>
public sealed class CredentialSettings
{
    /// <summary>Whether a pod without fsGroup gets Envoy's, so that Envoy can read the pod's token.</summary>
    public bool IamForServiceAccounts { get; private set; }

    /// <summary>Whether the pod gets the pull secret for ECR.</summary>
    public bool EcrSecret { get; private set; }

    /// <summary>Whether Envoy gets its certificates from an SDS server on the node.</summary>
    public bool EnableSds { get; private set; }

    /// <summary>The socket of that server.</summary>
    public string SdsSocketPath { get; private set; } = "";

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("enable-iam-for-service-accounts", ValueParsers.Boolean, "true", "fsGroup 1337 where the pod sets none, so that Envoy can read the pod's IAM token", (s, v) => s.Credentials.IamForServiceAccounts = v),
        Setting.Create("ecr-secret", ValueParsers.Boolean, "false", "Adds the pull secret `appmesh-ecr-secret`", (s, v) => s.Credentials.EcrSecret = v)
            with { Aliases = ["enable-ecr-secret"] },
        Setting.Create("enable-sds", ValueParsers.Boolean, "false", "Mounts the socket of a Secret Discovery Service (SPIRE) into Envoy", (s, v) => s.Credentials.EnableSds = v)
            with { Annotation = "sds" },
        Setting.Create("sds-uds-path", ValueParsers.MountPath, "/run/spire/sockets/agent.sock", "That socket; APPMESH_SDS_SOCKET_PATH", (s, v) => s.Credentials.SdsSocketPath = v),
    ];
}
