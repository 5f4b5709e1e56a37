using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The traces that Envoy sends. At most one of the three destinations is enabled.</summary>
public sealed class TracingSettings
{
    /// <summary>AWS X-Ray, through a daemon in the pod.</summary>
    public XRaySettings XRay { get; } = new();

    /// <summary>Jaeger.</summary>
    public CollectorSettings Jaeger { get; } = new();

    /// <summary>Datadog.</summary>
    public CollectorSettings Datadog { get; } = new();

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. XRaySettings.Catalogue,
        Setting.Create(
            "enable-jaeger-tracing", ValueParsers.Boolean, "false",
            "Sends Envoy's traces to Jaeger (sets ENABLE_ENVOY_JAEGER_TRACING)",
            (s, v) => s.Tracing.Jaeger.Enabled = v),
        Setting.Create(
            "jaeger-address", ValueParsers.Address, "appmesh-jaeger.appmesh-system",
            "Address of the Jaeger collector (sets JAEGER_TRACER_ADDRESS)",
            (s, v) => s.Tracing.Jaeger.Address = v),
        Setting.Create(
            "jaeger-port", ValueParsers.Port, "9411",
            "Port of the Jaeger collector (sets JAEGER_TRACER_PORT)",
            (s, v) => s.Tracing.Jaeger.Port = v),
        Setting.Create(
            "enable-datadog-tracing", ValueParsers.Boolean, "false",
            "Sends Envoy's traces to Datadog (sets ENABLE_ENVOY_DATADOG_TRACING)",
            (s, v) => s.Tracing.Datadog.Enabled = v),
        Setting.Create(
            "datadog-address", ValueParsers.Address, "datadog.appmesh-system",
            "Address of the Datadog agent (sets DATADOG_TRACER_ADDRESS)",
            (s, v) => s.Tracing.Datadog.Address = v),
        Setting.Create(
            "datadog-port", ValueParsers.Port, "8126",
            "Port of the Datadog agent (sets DATADOG_TRACER_PORT)",
            (s, v) => s.Tracing.Datadog.Port = v),
    ];
}

/// <summary>A server that collects traces.</summary>
public sealed class CollectorSettings
{
    /// <summary>True if Envoy sends its traces to the server.</summary>
    public bool Enabled { get; internal set; }

    /// <summary>The address of the server.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>The port of the server.</summary>
    public int Port { get; internal set; }
}
