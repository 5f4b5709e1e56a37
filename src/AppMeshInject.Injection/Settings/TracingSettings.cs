using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Where Envoy sends traces: to one place at most.</summary>
public sealed class TracingSettings
{
    /// <summary>AWS X-Ray, by way of a daemon in the pod.</summary>
    public XRaySettings XRay { get; } = new();

    /// <summary>Jaeger.</summary>
    public CollectorSettings Jaeger { get; } = new();

    /// <summary>Datadog.</summary>
    public CollectorSettings Datadog { get; } = new();

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. XRaySettings.Catalogue,
        Setting.Create("enable-jaeger-tracing", ValueParsers.Boolean, "false", "ENABLE_ENVOY_JAEGER_TRACING", (s, v) => s.Tracing.Jaeger.Enabled = v),
        Setting.Create("jaeger-address", ValueParsers.Address, "appmesh-jaeger.appmesh-system", "JAEGER_TRACER_ADDRESS", (s, v) => s.Tracing.Jaeger.Address = v),
        Setting.Create("jaeger-port", ValueParsers.Port, "9411", "JAEGER_TRACER_PORT", (s, v) => s.Tracing.Jaeger.Port = v),
        Setting.Create("enable-datadog-tracing", ValueParsers.Boolean, "false", "ENABLE_ENVOY_DATADOG_TRACING", (s, v) => s.Tracing.Datadog.Enabled = v),
        Setting.Create("datadog-address", ValueParsers.Address, "datadog.appmesh-system", "DATADOG_TRACER_ADDRESS", (s, v) => s.Tracing.Datadog.Address = v),
        Setting.Create("datadog-port", ValueParsers.Port, "8126", "DATADOG_TRACER_PORT", (s, v) => s.Tracing.Datadog.Port = v),
    ];
}

/// <summary>A server that collects traces.</summary>
public sealed class CollectorSettings
{
    /// <summary>Whether traces go to it.</summary>
    public bool Enabled { get; internal set; }

    /// <summary>Its address.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; internal set; }
}
