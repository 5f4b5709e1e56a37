using AppMeshInject.Admission;
using AppMeshInject.Certificates;
using AppMeshInject.Events;
using AppMeshInject.Health;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Listeners;
using AppMeshInject.Logging;
using AppMeshInject.OpenApi;
using AppMeshInject.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AppMeshInject.Hosting;

/// <summary>The webhook, put together from its features.</summary>
internal static partial class WebhookApplication
{
    // What a connection may send ahead of what is read of it.
    private const int MostUnread = 64 * 1024;

    /// <summary>Puts the webhook together; nothing listens before it is started.</summary>
    /// <param name="loaded">The settings.</param>
    /// <param name="cluster">What is known of the cluster.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="log">Where the log goes.</param>
    /// <param name="metrics">The metrics, which may have counted before.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CertificateException">There is no certificate that can be served.</exception>
    public static WebApplication Build(
        LoadedSettings loaded, ClusterInfo cluster, IReadOnlyDictionary<string, string> environment, LogWriter log, MetricsRegistry metrics, TimeProvider time)
    {
        var settings = loaded.Settings;
        var listener = settings.Listener;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(Tracing.ConfigurationOf(environment));
        builder.Services.AddSingleton(ProgramLog.Loggers(listener, log));
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(listener);
        builder.Services.AddRoutingCore();

        // What runs beside the admissions never ends them.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddSingleton<IHostLifetime, GracefulShutdown>();
        builder.Services.AddAdmission(settings, cluster);
        builder.Services.AddEvents(environment);
        builder.Services.AddHealth();
        builder.Services.AddHostedService<MemoryTrimmer>();
        builder.Services.AddMetricSet<ProgramMetrics>();
        builder.Services.AddPrometheus(metrics);
        builder.Services.AddTracing(environment);
        builder.Services.AddOpenApiDocument();
        var source = builder.Services.AddCertificate(settings, environment, time);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, listener));
        builder.Services.Configure<SocketTransportOptions>(ConfigureSockets);

        var app = builder.Build();
        app.UseConnectionLimits();
        app.UseConnectionDraining();
        app.UseRouting();
        app.UseListenerRestrictions();
        app.MapAdmission();
        app.MapHealth();
        app.MapPrometheus();
        app.MapOpenApiDocument();
        LogStart(app.Logger, loaded, source);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ListenerSettings listener)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxWireLength;
        kestrel.Limits.MinRequestBodyDataRate = RequestBody.GetMinDataRate(TimeSpan.FromSeconds(listener.RequestTimeout));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(listener.RequestTimeout);
        kestrel.Limits.MaxRequestBufferSize = MostUnread;
        kestrel.ListenAnyIP(listener.MetricsPort, admin => admin.MarkAs(Listener.Admin).LimitConnections(listener.MostConnections).Protocols = HttpProtocols.Http1);
        kestrel.ListenAnyIP(listener.Port, webhook =>
        {
            // The API server asks webhooks by HTTP/1.1 only: https://github.com/kubernetes/kubernetes/issues/75791
            webhook.MarkAs(Listener.Webhook).LimitConnections(listener.MostConnections).Protocols = HttpProtocols.Http1;
            if (listener.EnableTls)
            {
                var certificate = webhook.ApplicationServices.GetRequiredService<ServingCertificate>();
                webhook.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Options) });
            }
        });
    }

    // Runs requests on the socket thread, see docs/decisions/0005-inline-socket-scheduling.md. The other half of it is the
    // environment variable DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS, which the image and the Deployment set.
    private static void ConfigureSockets(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        sockets.WaitForDataBeforeAllocatingBuffer = false;
    }

    private static void LogStart(ILogger logger, LoadedSettings loaded, string source)
    {
        var listener = loaded.Settings.Listener;
        foreach (var notice in loaded.Notices)
        {
            Log.Notice(logger, notice);
        }

        var scheme = listener.EnableTls ? "https" : "http";
        Log.Starting(logger, InjectorVersion.Informational, scheme, listener.Port, listener.MetricsPort, loaded.Settings.Hash);
        if (source == CertificateSettings.Development)
        {
            Log.DevelopmentCertificate(logger, listener.TlsCert, listener.Port);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Notice}")]
        public static partial void Notice(ILogger logger, string notice);

        [LoggerMessage(LogLevel.Information, "appmesh-inject {Version}: webhook on {Scheme}://*:{Port}/mutate, metrics and health on http://*:{MetricsPort}, settings {Settings}")]
        public static partial void Starting(ILogger logger, string version, string scheme, int port, int metricsPort, string settings);

        [LoggerMessage(LogLevel.Warning, "a development certificate is served, which no API server trusts, since there is no {TlsCert} or certificate-source says so. Try: curl --insecure --json @examples/review.json https://localhost:{Port}/mutate")]
        public static partial void DevelopmentCertificate(ILogger logger, string tlsCert, int port);
    }
}
