using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Credentials of an injected pod: IAM token, image pull secret and SDS socket.</summary>
public sealed class CredentialSettings
{
    /// <summary>True if pods without an fsGroup get the group of Envoy, so that Envoy can read the IAM token.</summary>
    public bool IamForServiceAccounts { get; private set; }

    /// <summary>True if pods get the image pull secret for Amazon ECR.</summary>
    public bool EcrSecret { get; private set; }

    /// <summary>True if Envoy gets its certificates from an SDS server on the node.</summary>
    public bool EnableSds { get; private set; }

    /// <summary>The path of the SDS server's Unix socket.</summary>
    public string SdsSocketPath { get; private set; } = "";

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "enable-iam-for-service-accounts", ValueParsers.Boolean, "true",
            "Sets fsGroup 1337 in pods without an fsGroup, so that Envoy can read the pod's IAM token",
            (s, v) => s.Credentials.IamForServiceAccounts = v),
        Setting.Create(
            "ecr-secret", ValueParsers.Boolean, "false",
            "Adds the image pull secret `appmesh-ecr-secret`",
            (s, v) => s.Credentials.EcrSecret = v)
            with { Aliases = ["enable-ecr-secret"] },
        Setting.Create(
            "enable-sds", ValueParsers.Boolean, "false",
            "Mounts the socket of a Secret Discovery Service (SPIRE) into Envoy",
            (s, v) => s.Credentials.EnableSds = v)
            with { Annotation = "sds" },
        Setting.Create(
            "sds-uds-path", ValueParsers.MountPath, "/run/spire/sockets/agent.sock",
            "Path of the Secret Discovery Service socket (sets APPMESH_SDS_SOCKET_PATH)",
            (s, v) => s.Credentials.SdsSocketPath = v),
    ];
}
