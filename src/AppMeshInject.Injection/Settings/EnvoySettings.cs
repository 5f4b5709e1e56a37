using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The Envoy container.</summary>
public sealed class EnvoySettings
{
    internal const string DefaultRepository = "public.ecr.aws/appmesh/aws-appmesh-envoy";
    internal const string DefaultTag = "v1.34.13.3-prod";

    /// <summary>Its image.</summary>
    public string Image { get; internal set; } = "";

    /// <summary>ENVOY_LOG_LEVEL.</summary>
    public string LogLevel { get; private set; } = "";

    /// <summary>Whether the preview channel of App Mesh is used.</summary>
    public bool Preview { get; private set; }

    /// <summary>Whether the dual-stack endpoint of App Mesh is used.</summary>
    public bool DualStackEndpoint { get; private set; }

    /// <summary>Whether the FIPS endpoint of App Mesh is used.</summary>
    public bool FipsEndpoint { get; private set; }

    /// <summary>The endpoint that Envoy takes its configuration from; null for that of App Mesh.</summary>
    public string? XdsEndpoint { get; private set; }

    /// <summary>The port of Envoy's admin interface.</summary>
    public int AdminPort { get; private set; }

    /// <summary>The access log of the admin interface.</summary>
    public string AdminLogFile { get; private set; } = "";

    /// <summary>Whether the admin interface listens on IPv6 too.</summary>
    public bool AdminIpv6 { get; private set; }

    internal string? FullImage { get; private set; }

    internal string? ImageRepository { get; private set; }

    internal string? ImageTag { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("sidecar-image", ValueParsers.Image, null, $"Image of Envoy; `{DefaultRepository}:{DefaultTag}` where neither this nor its parts are set", (s, v) => s.Envoy.FullImage = v)
            with { Annotation = "sidecarImage", GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create("sidecar-image-repository", ValueParsers.Image, null, "Image of Envoy without its tag, instead of `sidecar-image`", (s, v) => s.Envoy.ImageRepository = v)
            with { GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create("sidecar-image-tag", ValueParsers.ImageTag, null, "Tag of Envoy's image, instead of `sidecar-image`", (s, v) => s.Envoy.ImageTag = v)
            with { GetEffectiveValue = s => s.Envoy.Image },
        Setting.Create("sidecar-log-level", ValueParsers.LogLevel, "info", "ENVOY_LOG_LEVEL", (s, v) => s.Envoy.LogLevel = v)
            with { Aliases = ["log-level"], OtherEnvironmentVariables = ["APPMESH_LOG_LEVEL"] },
        Setting.Create("preview", ValueParsers.Boolean, "false", "APPMESH_PREVIEW: the preview channel of App Mesh", (s, v) => s.Envoy.Preview = v)
            with { Annotation = "preview" },
        Setting.Create("dual-stack-endpoint", ValueParsers.Boolean, "false", "APPMESH_DUALSTACK_ENDPOINT", (s, v) => s.Envoy.DualStackEndpoint = v),
        Setting.Create("fips-endpoint", ValueParsers.Boolean, "false", "APPMESH_FIPS_ENDPOINT", (s, v) => s.Envoy.FipsEndpoint = v),
        Setting.Create("xds-endpoint", ValueParsers.Token, null, "APPMESH_XDS_ENDPOINT: where Envoy takes its configuration from", (s, v) => s.Envoy.XdsEndpoint = v),
        Setting.Create("envoy-admin-access-port", ValueParsers.Port, "9901", "ENVOY_ADMIN_ACCESS_PORT, and the port named `stats`", (s, v) => s.Envoy.AdminPort = v),
        Setting.Create("envoy-admin-access-log-file", ValueParsers.Path, "/tmp/envoy_admin_access.log", "ENVOY_ADMIN_ACCESS_LOG_FILE", (s, v) => s.Envoy.AdminLogFile = v),
        Setting.Create("envoy-admin-access-enable-ipv6", ValueParsers.Boolean, "false", "ENVOY_ADMIN_ACCESS_ENABLE_IPV6", (s, v) => s.Envoy.AdminIpv6 = v),
    ];
}
