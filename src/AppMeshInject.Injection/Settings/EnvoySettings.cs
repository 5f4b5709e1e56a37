using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Settings of the Envoy container.</summary>
public sealed class EnvoySettings
{
    internal const string DefaultRepository = "public.ecr.aws/appmesh/aws-appmesh-envoy";
    internal const string DefaultTag = "v1.34.13.3-prod";

    /// <summary>The image of the container.</summary>
    public string Image { get; internal set; } = "";

    /// <summary>The value of ENVOY_LOG_LEVEL.</summary>
    public string LogLevel { get; private set; } = "";

    /// <summary>True if Envoy uses the preview channel of App Mesh.</summary>
    public bool Preview { get; private set; }

    /// <summary>True if Envoy uses the dual-stack endpoint of App Mesh.</summary>
    public bool DualStackEndpoint { get; private set; }

    /// <summary>True if Envoy uses the FIPS endpoint of App Mesh.</summary>
    public bool FipsEndpoint { get; private set; }

    /// <summary>The endpoint that Envoy gets its configuration from; null for the endpoint of App Mesh.</summary>
    public string? XdsEndpoint { get; private set; }

    /// <summary>The port of Envoy's admin interface.</summary>
    public int AdminPort { get; private set; }

    /// <summary>The access log file of the admin interface.</summary>
    public string AdminLogFile { get; private set; } = "";

    /// <summary>True if the admin interface also listens on IPv6.</summary>
    public bool AdminIpv6 { get; private set; }

    internal string? FullImage { get; private set; }

    internal string? ImageRepository { get; private set; }

    internal string? ImageTag { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "sidecar-image", ValueParsers.Image, null,
            $"Image of Envoy; `{DefaultRepository}:{DefaultTag}` if neither this setting nor "
                + "`sidecar-image-repository` and `sidecar-image-tag` are set",
            (s, v) => s.Envoy.FullImage = v)
            with { Annotation = "sidecarImage", GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create(
            "sidecar-image-repository", ValueParsers.Image, null,
            "Image of Envoy without the tag; cannot be combined with `sidecar-image`",
            (s, v) => s.Envoy.ImageRepository = v)
            with { GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create(
            "sidecar-image-tag", ValueParsers.ImageTag, null,
            "Tag of the Envoy image; cannot be combined with `sidecar-image`",
            (s, v) => s.Envoy.ImageTag = v)
            with { GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create(
            "sidecar-log-level", ValueParsers.LogLevel, "info",
            "Log level of Envoy (sets ENVOY_LOG_LEVEL)",
            (s, v) => s.Envoy.LogLevel = v)
            with { Aliases = ["log-level"], OtherEnvironmentVariables = ["APPMESH_LOG_LEVEL"] },
        Setting.Create(
            "preview", ValueParsers.Boolean, "false",
            "Uses the preview channel of App Mesh (sets APPMESH_PREVIEW)",
            (s, v) => s.Envoy.Preview = v)
            with { Annotation = "preview" },
        Setting.Create(
            "dual-stack-endpoint", ValueParsers.Boolean, "false",
            "Uses the dual-stack endpoint of App Mesh (sets APPMESH_DUALSTACK_ENDPOINT)",
            (s, v) => s.Envoy.DualStackEndpoint = v),
        Setting.Create(
            "fips-endpoint", ValueParsers.Boolean, "false",
            "Uses the FIPS endpoint of App Mesh (sets APPMESH_FIPS_ENDPOINT)",
            (s, v) => s.Envoy.FipsEndpoint = v),
        Setting.Create(
            "xds-endpoint", ValueParsers.Token, null,
            "Endpoint that Envoy gets its configuration from (sets APPMESH_XDS_ENDPOINT)",
            (s, v) => s.Envoy.XdsEndpoint = v),
        Setting.Create(
            "envoy-admin-access-port", ValueParsers.Port, "9901",
            "Port of Envoy's admin interface, also the container port `stats` (sets ENVOY_ADMIN_ACCESS_PORT)",
            (s, v) => s.Envoy.AdminPort = v),
        Setting.Create(
            "envoy-admin-access-log-file", ValueParsers.Path, "/tmp/envoy_admin_access.log",
            "Access log file of Envoy's admin interface (sets ENVOY_ADMIN_ACCESS_LOG_FILE)",
            (s, v) => s.Envoy.AdminLogFile = v),
        Setting.Create(
            "envoy-admin-access-enable-ipv6", ValueParsers.Boolean, "false",
            "Makes Envoy's admin interface also listen on IPv6 (sets ENVOY_ADMIN_ACCESS_ENABLE_IPV6)",
            (s, v) => s.Envoy.AdminIpv6 = v),
    ];
}
