using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Statistics that Envoy sends.</summary>
public sealed class StatsSettings
{
    /// <summary>Whether they are tagged.</summary>
    public bool Tags { get; private set; }

    /// <summary>Whether they go to a DogStatsD server.</summary>
    public bool Statsd { get; private set; }

    /// <summary>Its address.</summary>
    public string StatsdAddress { get; private set; } = "";

    /// <summary>Its port.</summary>
    public int StatsdPort { get; private set; }

    /// <summary>Its Unix socket; null where it is reached by address and port.</summary>
    public string? StatsdSocketPath { get; private set; }

    /// <summary>Whether a flag of the predecessor that does nothing any more is set, so that the log can say so.</summary>
    public bool StatsdExporterRequested { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("enable-stats-tags", ValueParsers.Boolean, "false", "ENABLE_ENVOY_STATS_TAGS", (s, v) => s.Stats.Tags = v),
        Setting.Create("enable-statsd", ValueParsers.Boolean, "false", "ENABLE_ENVOY_DOG_STATSD: statistics go to a DogStatsD server", (s, v) => s.Stats.Statsd = v),
        Setting.Create("statsd-address", ValueParsers.Address, "127.0.0.1", "STATSD_ADDRESS", (s, v) => s.Stats.StatsdAddress = v),
        Setting.Create("statsd-port", ValueParsers.Port, "8125", "STATSD_PORT", (s, v) => s.Stats.StatsdPort = v),
        Setting.Create("statsd-socket-path", ValueParsers.Path, null, "STATSD_SOCKET_PATH", (s, v) => s.Stats.StatsdSocketPath = v),
        Setting.Create("inject-statsd-exporter-sidecar", ValueParsers.Boolean, "false", "Does nothing: accepted because manifests of aws-app-mesh-inject have it", (s, v) => s.Stats.StatsdExporterRequested = v)
            with { AffectsPods = false },
    ];
}
