using System.Net.Sockets;
using AppMeshInject.Certificates;
using AppMeshInject.Discovery;
using AppMeshInject.Hosting;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Logging;
using AppMeshInject.Telemetry;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>serve: the webhook, until it is told to stop.</summary>
internal static partial class ServeCommand
{
    /// <summary>Runs the webhook.</summary>
    /// <param name="arguments">The arguments behind the command's name.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>0 once it was told to stop, 1 where it cannot listen, 2 where a setting or the certificate is bad.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var line = ServeLine.Parse(arguments);
        if (line.Options.ContainsKey(HelpText.Option.Name))
        {
            StandardStreams.Output.Write(HelpText.OfServe());
            return ExitCode.Done;
        }

        var loaded = SettingsLoader.Load(line.Settings, environment);
        var faults = ServeLine.FaultsOf(line)
            .Concat(loaded.Faults)
            .Concat(new[] { InClusterConfiguration.Validate(environment) }.OfType<string>())
            .Concat(Tracing.FaultsOf(environment))
            .ToList();
        if (faults.Count > 0)
        {
            faults.ForEach(Console.Error.WriteLine);
            return ExitCode.Unusable;
        }

        using var log = LogWriter.ToStandardOutput(PodEnvironment.IsInCluster(environment), TimeProvider.System);
        var metrics = new MetricsRegistry();
        var cluster = await DiscoverAsync(loaded.Settings, environment, log, metrics);
        if (cluster.Validate(loaded.Settings) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return ExitCode.Unusable;
        }

        try
        {
            await using var app = WebhookApplication.Build(loaded, cluster, environment, log, metrics, TimeProvider.System);
            return await RunAsync(app);
        }
        catch (CertificateException exception)
        {
            await Console.Error.WriteLineAsync($"--certificate-source: {exception.Message}");
            return ExitCode.Unusable;
        }
    }

    private static async Task<ClusterInfo> DiscoverAsync(InjectorSettings settings, IReadOnlyDictionary<string, string> environment, LogWriter log, MetricsRegistry metrics)
    {
        var known = ClusterInfo.From(settings, PodEnvironment.GetNamespace(environment));
        using var logs = ProgramLog.Loggers(settings.Listener, log);
        var discovery = new ClusterDiscovery(environment, TimeProvider.System, logs.CreateLogger<ClusterDiscovery>()) { Calls = new ApiServerMetrics(metrics) };
        return await discovery.DiscoverAsync(known);
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();

            // What the start leaves behind would else stay until there is as much again.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            await app.WaitForShutdownAsync();
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Log.CannotListen(app.Logger, exception.Message);
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is not CertificateException)
        {
            Log.Failed(app.Logger, exception);
            return ExitCode.Failed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "cannot listen: {Problem} Choose other ports with --port and --metrics-port.")]
        public static partial void CannotListen(ILogger logger, string problem);

        [LoggerMessage(LogLevel.Critical, "ended by a fault of its own")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
