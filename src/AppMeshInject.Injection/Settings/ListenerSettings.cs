using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Where the program listens and how it stops.</summary>
public sealed class ListenerSettings
{
    /// <summary>The port of the webhook.</summary>
    public int Port { get; private set; }

    /// <summary>The file of its certificate, PEM.</summary>
    public string TlsCert { get; private set; } = "";

    /// <summary>The file of its private key, PEM.</summary>
    public string TlsKey { get; private set; } = "";

    /// <summary>Whether the webhook speaks TLS, as the API server demands.</summary>
    public bool EnableTls { get; private set; }

    /// <summary>The port of metrics and health, plain HTTP.</summary>
    public int MetricsPort { get; private set; }

    /// <summary>How long requests are still served after the program was told to stop, in seconds.</summary>
    public int ShutdownDelay { get; private set; }

    /// <summary>How long a request may take to arrive, in seconds.</summary>
    public int RequestTimeout { get; private set; }

    /// <summary>How many admissions are in progress at most.</summary>
    public int MaxAdmissions { get; private set; }

    /// <summary>How many connections each port has at most.</summary>
    public int MaxConnections { get; private set; }

    /// <summary>The least level that this program logs.</summary>
    public string LogLevel { get; private set; } = "";

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. new[]
        {
            Setting.Create("port", ValueParsers.Port, "8443", "Port of the webhook", (s, v) => s.Listener.Port = v),
            Setting.Create("tlscert", ValueParsers.FilePath, "/etc/webhook/certs/tls.crt", "Certificate of the webhook, a PEM file, reread when it changes", (s, v) => s.Listener.TlsCert = v),
            Setting.Create("tlskey", ValueParsers.FilePath, "/etc/webhook/certs/tls.key", "Its private key, a PEM file", (s, v) => s.Listener.TlsKey = v),
            Setting.Create("enable-tls", ValueParsers.Boolean, "true", "Whether the webhook speaks TLS; the API server demands it", (s, v) => s.Listener.EnableTls = v),
            Setting.Create("metrics-port", ValueParsers.Port, "9090", "Port of /metrics, /healthz and /readyz, plain HTTP", (s, v) => s.Listener.MetricsPort = v),
            Setting.Create("shutdown-delay", ValueParsers.Seconds, "5", "How long requests are still served after SIGTERM, while the cluster takes the pod out of the Service", (s, v) => s.Listener.ShutdownDelay = v),
            Setting.Create("request-timeout", ValueParsers.RequestTimeout, "4", "How long a request may take to arrive; below the webhook's timeoutSeconds, after which nobody waits for the answer", (s, v) => s.Listener.RequestTimeout = v),
            Setting.Create("max-admissions", ValueParsers.Count, "64", "How many admissions are in progress at most; the API server is told to try others again in a second", (s, v) => s.Listener.MaxAdmissions = v),
            Setting.Create("max-connections", ValueParsers.Count, "200", "How many connections each port has at most; for each new one beyond that the one that was idle the longest is closed", (s, v) => s.Listener.MaxConnections = v),
            Setting.Create("injector-log-level", ValueParsers.LogLevel, "info", "The least level that this program logs", (s, v) => s.Listener.LogLevel = v),
        }.Select(setting => setting with { AffectsPods = false }),
    ];
}
