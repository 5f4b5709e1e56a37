using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Tracing with AWS X-Ray.</summary>
public sealed class XRaySettings
{
    /// <summary>The log level at which the daemon needs no argument.</summary>
    public const string DefaultLogLevel = "prod";

    /// <summary>Whether Envoy traces with X-Ray and the pod gets the daemon.</summary>
    public bool Enabled { get; private set; }

    /// <summary>The daemon's image.</summary>
    public string Image { get; private set; } = "";

    /// <summary>The daemon's UDP port.</summary>
    public int DaemonPort { get; private set; }

    /// <summary>The share of requests that are traced, with two decimals.</summary>
    public decimal SamplingRate { get; private set; }

    /// <summary>The daemon's log level.</summary>
    public string LogLevel { get; private set; } = "";

    /// <summary>The role that the daemon assumes; null for the pod's own.</summary>
    public string? RoleArn { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("enable-xray-tracing", ValueParsers.Boolean, "false", "ENABLE_ENVOY_XRAY_TRACING, and adds the container `xray-daemon`", (s, v) => s.Tracing.XRay.Enabled = v)
            with { Aliases = ["inject-xray-sidecar"] },
        Setting.Create("xray-image", ValueParsers.Image, "public.ecr.aws/xray/aws-xray-daemon", "Image of `xray-daemon`", (s, v) => s.Tracing.XRay.Image = v),
        Setting.Create("xray-daemon-port", ValueParsers.Port, "2000", "XRAY_DAEMON_PORT", (s, v) => s.Tracing.XRay.DaemonPort = v),
        Setting.Create("xray-sampling-rate", ValueParsers.Fraction, "0.05", "XRAY_SAMPLING_RATE", (s, v) => s.Tracing.XRay.SamplingRate = v),
        Setting.Create("xray-log-level", ValueParsers.OneOf("dev", "debug", "info", "prod", "warn", "error"), DefaultLogLevel, "Log level of `xray-daemon`", (s, v) => s.Tracing.XRay.LogLevel = v),
        Setting.Create("xray-config-roleArn", ValueParsers.Token, null, "The role that `xray-daemon` assumes", (s, v) => s.Tracing.XRay.RoleArn = v),
    ];
}
