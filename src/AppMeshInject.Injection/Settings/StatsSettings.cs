using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The statistics that Envoy sends.</summary>
public sealed class StatsSettings
{
    /// <summary>True if Envoy adds App Mesh tags to its statistics.</summary>
    public bool Tags { get; private set; }

    /// <summary>True if Envoy sends statistics to a DogStatsD server.</summary>
    public bool Statsd { get; private set; }

    /// <summary>The address of the DogStatsD server.</summary>
    public string StatsdAddress { get; private set; } = "";

    /// <summary>The port of the DogStatsD server.</summary>
    public int StatsdPort { get; private set; }

    /// <summary>The Unix socket of the DogStatsD server; null if Envoy uses its address and port.</summary>
    public string? StatsdSocketPath { get; private set; }

    /// <summary>True if inject-statsd-exporter-sidecar is set, which has no effect and is only logged.</summary>
    public bool StatsdExporterRequested { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "enable-stats-tags", ValueParsers.Boolean, "false",
            "Adds App Mesh tags to Envoy's statistics (sets ENABLE_ENVOY_STATS_TAGS)",
            (s, v) => s.Stats.Tags = v),
        Setting.Create(
            "enable-statsd", ValueParsers.Boolean, "false",
            "Sends Envoy's statistics to a DogStatsD server (sets ENABLE_ENVOY_DOG_STATSD)",
            (s, v) => s.Stats.Statsd = v),
        Setting.Create(
            "statsd-address", ValueParsers.Address, "127.0.0.1",
            "Address of the DogStatsD server (sets STATSD_ADDRESS)",
            (s, v) => s.Stats.StatsdAddress = v),
        Setting.Create(
            "statsd-port", ValueParsers.Port, "8125",
            "Port of the DogStatsD server (sets STATSD_PORT)",
            (s, v) => s.Stats.StatsdPort = v),
        Setting.Create(
            "statsd-socket-path", ValueParsers.Path, null,
            "Unix socket of the DogStatsD server (sets STATSD_SOCKET_PATH)",
            (s, v) => s.Stats.StatsdSocketPath = v),
        Setting.Create(
            "inject-statsd-exporter-sidecar", ValueParsers.Boolean, "false",
            "Has no effect; accepted for compatibility with manifests of aws-app-mesh-inject",
            (s, v) => s.Stats.StatsdExporterRequested = v)
            with { AffectsPods = false },
    ];
}
