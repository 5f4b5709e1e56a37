using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Tracing with AWS X-Ray.</summary>
public sealed class XRaySettings
{
    /// <summary>The default log level of the X-Ray daemon, which needs no command-line argument.</summary>
    public const string DefaultLogLevel = "prod";

    /// <summary>True if Envoy traces with X-Ray and injected pods get the X-Ray daemon.</summary>
    public bool Enabled { get; private set; }

    /// <summary>The image of the daemon.</summary>
    public string Image { get; private set; } = "";

    /// <summary>The UDP port of the daemon.</summary>
    public int DaemonPort { get; private set; }

    /// <summary>The fraction of requests that are traced, 0 to 1, with at most two decimals.</summary>
    public decimal SamplingRate { get; private set; }

    /// <summary>The log level of the daemon.</summary>
    public string LogLevel { get; private set; } = "";

    /// <summary>The ARN of the role that the daemon assumes; null for the role of the pod.</summary>
    public string? RoleArn { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "enable-xray-tracing", ValueParsers.Boolean, "false",
            "Sends Envoy's traces to AWS X-Ray and adds the container `xray-daemon` (sets ENABLE_ENVOY_XRAY_TRACING)",
            (s, v) => s.Tracing.XRay.Enabled = v)
            with { Aliases = ["inject-xray-sidecar"] },
        Setting.Create(
            "xray-image", ValueParsers.Image, "public.ecr.aws/xray/aws-xray-daemon",
            "Image of `xray-daemon`",
            (s, v) => s.Tracing.XRay.Image = v),
        Setting.Create(
            "xray-daemon-port", ValueParsers.Port, "2000",
            "UDP port of `xray-daemon` (sets XRAY_DAEMON_PORT)",
            (s, v) => s.Tracing.XRay.DaemonPort = v),
        Setting.Create(
            "xray-sampling-rate", ValueParsers.Fraction, "0.05",
            "Fraction of requests that are traced (sets XRAY_SAMPLING_RATE)",
            (s, v) => s.Tracing.XRay.SamplingRate = v),
        Setting.Create(
            "xray-log-level", ValueParsers.OneOf("dev", "debug", "info", "prod", "warn", "error"), DefaultLogLevel,
            "Log level of `xray-daemon`",
            (s, v) => s.Tracing.XRay.LogLevel = v),
        Setting.Create(
            "xray-config-roleArn", ValueParsers.Token, null,
            "ARN of the IAM role that `xray-daemon` assumes",
            (s, v) => s.Tracing.XRay.RoleArn = v),
    ];
}
