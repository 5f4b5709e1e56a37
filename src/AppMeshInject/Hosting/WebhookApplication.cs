using AppMeshInject.Admission;
using AppMeshInject.Certificates;
using AppMeshInject.Events;
using AppMeshInject.Health;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Listeners;
using AppMeshInject.Logging;
using AppMeshInject.OpenApi;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Hosting;

/// <summary>Builds the webhook application from its features.</summary>
internal static partial class WebhookApplication
{
    /// <summary>Builds the application. It does not listen until it is started.</summary>
    /// <param name="loaded">The settings.</param>
    /// <param name="cluster">The version and region of the cluster. Unknown properties are null.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="log">The writer of the log.</param>
    /// <param name="metrics">The metrics registry. It can already contain metrics.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CertificateException">There is no usable certificate.</exception>
    public static WebApplication Build(
        LoadedSettings loaded,
        ClusterInfo cluster,
        IReadOnlyDictionary<string, string> environment,
        LogWriter log,
        MetricsRegistry metrics,
        TimeProvider time)
    {
        var settings = loaded.Settings;
        var listener = settings.Listener;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(Tracing.GetConfiguration(environment));
        builder.Services.AddSingleton(ProgramLog.CreateLoggerFactory(listener, log));
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(listener);
        builder.Services.AddRoutingCore();

        // A failure of background work must not stop admission.
        builder.Services.Configure<HostOptions>(host =>
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddSingleton<IHostLifetime, GracefulShutdown>();
        builder.Services.AddAdmission(settings, cluster);
        builder.Services.AddKubernetesApi();
        builder.Services.AddEvents(environment);
        builder.Services.AddHealth();
        builder.Services.AddHostedService<MemoryTrimmer>();
        builder.Services.AddPrometheus(metrics);
        builder.Services.AddMetricSet<ProgramMetrics>();
        builder.Services.AddTracing(environment);
        builder.Services.AddOpenApiDocument();
        var certificateSource = builder.Services.AddCertificate(settings, environment, time);
        builder.AddServer(listener);

        var app = builder.Build();
        app.UseConnectionTracking();
        app.UseConnectionDraining();
        app.UseRouting();
        app.UseListenerRestrictions();
        app.MapAdmission();
        app.MapHealth();
        app.MapPrometheus();
        app.MapOpenApiDocument();
        LogStart(app.Logger, loaded, certificateSource);
        return app;
    }

    private static void LogStart(ILogger logger, LoadedSettings loaded, string certificateSource)
    {
        var listener = loaded.Settings.Listener;
        foreach (var notice in loaded.Notices)
        {
            Log.Notice(logger, notice);
        }

        var version = InjectorVersion.Informational;
        var scheme = listener.EnableTls ? "https" : "http";
        Log.Starting(logger, version, scheme, listener.Port, listener.MetricsPort, loaded.Settings.Hash);
        if (certificateSource == CertificateSettings.Development)
        {
            Log.DevelopmentCertificate(logger, listener.TlsCert, listener.Port);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Notice}")]
        public static partial void Notice(ILogger logger, string notice);

        [LoggerMessage(
            LogLevel.Information,
            "Starting appmesh-inject {Version}: webhook on {Scheme}://*:{Port}/mutate, metrics and health on "
            + "http://*:{MetricsPort}, settings hash {SettingsHash}.")]
        public static partial void Starting(
            ILogger logger, string version, string scheme, int port, int metricsPort, string settingsHash);

        [LoggerMessage(
            LogLevel.Warning,
            "Serving a development certificate, which no API server trusts, because {TlsCert} does not exist or "
            + "certificate-source is set to development. To try the webhook, run: "
            + "curl --insecure --json @examples/review.json https://localhost:{Port}/mutate")]
        public static partial void DevelopmentCertificate(ILogger logger, string tlsCert, int port);
    }
}
