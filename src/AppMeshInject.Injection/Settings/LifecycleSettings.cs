using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>When Envoy starts, counts as ready and stops. Times are whole seconds.</summary>
public sealed class LifecycleSettings
{
    /// <summary>How long Envoy waits before it stops.</summary>
    public int PreStopDelay { get; private set; }

    /// <summary>How long after its start Envoy is first asked whether it is ready.</summary>
    public int ReadinessInitialDelay { get; private set; }

    /// <summary>How often Envoy is asked whether it is ready.</summary>
    public int ReadinessPeriod { get; private set; }

    /// <summary>Whether the application's containers wait for Envoy.</summary>
    public bool WaitUntilProxyReady { get; private set; }

    /// <summary>How long they wait.</summary>
    public int PostStartTimeout { get; private set; }

    /// <summary>How often they look meanwhile.</summary>
    public int PostStartInterval { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("prestop-delay", ValueParsers.Seconds, "20", "How long Envoy goes on after the pod was told to stop; 0 for no such hook", (s, v) => s.Lifecycle.PreStopDelay = v),
        Setting.Create("readiness-probe-initial-delay", ValueParsers.Seconds, "1", "When Envoy is first asked whether it is ready", (s, v) => s.Lifecycle.ReadinessInitialDelay = v),
        Setting.Create("readiness-probe-period", ValueParsers.PositiveSeconds, "10", "How often it is asked", (s, v) => s.Lifecycle.ReadinessPeriod = v),
        Setting.Create("wait-until-proxy-ready", ValueParsers.Boolean, "false", "Whether Envoy starts first and the application waits for it", (s, v) => s.Lifecycle.WaitUntilProxyReady = v)
            with { Annotation = "waitUntilProxyReady" },
        Setting.Create("poststart-timeout", ValueParsers.PositiveSeconds, "180", "How long the application waits for Envoy", (s, v) => s.Lifecycle.PostStartTimeout = v),
        Setting.Create("poststart-interval", ValueParsers.PositiveSeconds, "5", "How often Envoy is looked at meanwhile", (s, v) => s.Lifecycle.PostStartInterval = v),
    ];
}
