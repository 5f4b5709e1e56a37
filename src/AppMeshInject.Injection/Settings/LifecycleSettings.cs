using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The start, the readiness and the stop of Envoy. Times are in seconds.</summary>
public sealed class LifecycleSettings
{
    /// <summary>The delay before Envoy stops.</summary>
    public int PreStopDelay { get; private set; }

    /// <summary>The time from the start of Envoy to its first readiness probe.</summary>
    public int ReadinessInitialDelay { get; private set; }

    /// <summary>The time between two readiness probes.</summary>
    public int ReadinessPeriod { get; private set; }

    /// <summary>True if the containers of the application wait until Envoy is ready.</summary>
    public bool WaitUntilProxyReady { get; private set; }

    /// <summary>The maximum time that the containers of the application wait for Envoy.</summary>
    public int PostStartTimeout { get; private set; }

    /// <summary>The time between two checks of Envoy while the containers of the application wait.</summary>
    public int PostStartInterval { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "prestop-delay", ValueParsers.Seconds, "20",
            "Time that Envoy continues to run after the pod starts to terminate (preStop hook); 0 for no hook",
            (s, v) => s.Lifecycle.PreStopDelay = v),
        Setting.Create(
            "readiness-probe-initial-delay", ValueParsers.Seconds, "1",
            "Delay of Envoy's first readiness probe",
            (s, v) => s.Lifecycle.ReadinessInitialDelay = v),
        Setting.Create(
            "readiness-probe-period", ValueParsers.PositiveSeconds, "10",
            "Time between two readiness probes of Envoy",
            (s, v) => s.Lifecycle.ReadinessPeriod = v),
        Setting.Create(
            "wait-until-proxy-ready", ValueParsers.Boolean, "false",
            "Starts Envoy first and makes the application wait until Envoy is ready",
            (s, v) => s.Lifecycle.WaitUntilProxyReady = v)
            with { Annotation = "waitUntilProxyReady" },
        Setting.Create(
            "poststart-timeout", ValueParsers.PositiveSeconds, "180",
            "Maximum time that the application waits for Envoy",
            (s, v) => s.Lifecycle.PostStartTimeout = v),
        Setting.Create(
            "poststart-interval", ValueParsers.PositiveSeconds, "5",
            "Time between two checks of Envoy while the application waits",
            (s, v) => s.Lifecycle.PostStartInterval = v),
    ];
}
