using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Ports, limits, shutdown and log level of the injector.</summary>
public sealed class ListenerSettings
{
    /// <summary>The port of the webhook.</summary>
    public int Port { get; private set; }

    /// <summary>The path of the webhook's certificate, a PEM file.</summary>
    public string TlsCert { get; private set; } = "";

    /// <summary>The path of the webhook's private key, a PEM file.</summary>
    public string TlsKey { get; private set; } = "";

    /// <summary>True if the webhook uses TLS, which the API server requires.</summary>
    public bool EnableTls { get; private set; }

    /// <summary>The port of the metrics and the health endpoints, plain HTTP.</summary>
    public int MetricsPort { get; private set; }

    /// <summary>The time that requests are still served after SIGTERM, in seconds.</summary>
    public int ShutdownDelay { get; private set; }

    /// <summary>The maximum time that a request may take to arrive, in seconds.</summary>
    public int RequestTimeout { get; private set; }

    /// <summary>The maximum number of concurrent admissions.</summary>
    public int MaxAdmissions { get; private set; }

    /// <summary>The maximum number of connections per port.</summary>
    public int MaxConnections { get; private set; }

    /// <summary>The minimum log level of the injector.</summary>
    public string LogLevel { get; private set; } = "";

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. new[]
        {
            Setting.Create(
                "port", ValueParsers.Port, "8443",
                "Port of the webhook",
                (s, v) => s.Listener.Port = v),
            Setting.Create(
                "tlscert", ValueParsers.FilePath, "/etc/webhook/certs/tls.crt",
                "Certificate of the webhook, a PEM file; reloaded when it changes",
                (s, v) => s.Listener.TlsCert = v),
            Setting.Create(
                "tlskey", ValueParsers.FilePath, "/etc/webhook/certs/tls.key",
                "Private key of the webhook, a PEM file; reloaded when it changes",
                (s, v) => s.Listener.TlsKey = v),
            Setting.Create(
                "enable-tls", ValueParsers.Boolean, "true",
                "Serves the webhook with TLS; the API server requires it",
                (s, v) => s.Listener.EnableTls = v),
            Setting.Create(
                "metrics-port", ValueParsers.Port, "9090",
                "Port of /metrics, /healthz and /readyz, plain HTTP",
                (s, v) => s.Listener.MetricsPort = v),
            Setting.Create(
                "shutdown-delay", ValueParsers.Seconds, "5",
                "Time that requests are still served after SIGTERM, until the pod is removed from the Service's "
                    + "endpoints",
                (s, v) => s.Listener.ShutdownDelay = v),
            Setting.Create(
                "request-timeout", ValueParsers.RequestTimeout, "4",
                "Maximum time that a request may take to arrive; must be shorter than timeoutSeconds of the webhook "
                    + "configuration",
                (s, v) => s.Listener.RequestTimeout = v),
            Setting.Create(
                "max-admissions", ValueParsers.Count, "64",
                "Maximum number of concurrent admissions; further requests get status 503 and the API server retries "
                    + "them after one second",
                (s, v) => s.Listener.MaxAdmissions = v),
            Setting.Create(
                "max-connections", ValueParsers.Count, "200",
                "Maximum number of connections per port; a connection above it closes the connection that has been "
                    + "idle longest",
                (s, v) => s.Listener.MaxConnections = v),
            Setting.Create(
                "injector-log-level", ValueParsers.LogLevel, "info",
                "Minimum log level of the injector",
                (s, v) => s.Listener.LogLevel = v),
        }.Select(setting => setting with { AffectsPods = false }),
    ];
}
