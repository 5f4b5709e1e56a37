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

/// <summary>The command <c>serve</c>: runs the webhook until it receives SIGTERM.</summary>
internal static partial class ServeCommand
{
    /// <summary>Runs the webhook.</summary>
    /// <param name="arguments">The arguments that follow the command's name.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>0 after a graceful stop, 1 if it cannot listen, 2 if a setting or the certificate is invalid.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var line = ServeArguments.Parse(arguments);
        if (line.Options.ContainsKey(HelpOption.Instance.Name))
        {
            StandardStreams.Output.Write(HelpText.GetServeHelp());
            return ExitCode.Success;
        }

        var loaded = SettingsLoader.Load(line.Settings, environment);
        var errors = ServeArguments.GetErrors(line)
            .Concat(loaded.Errors)
            .Concat(new[] { InClusterConfiguration.Validate(environment) }.OfType<string>())
            .Concat(Tracing.Validate(environment))
            .ToList();
        if (errors.Count > 0)
        {
            errors.ForEach(Console.Error.WriteLine);
            return ExitCode.InvalidInput;
        }

        using var log = LogWriter.CreateForStandardOutput(PodEnvironment.IsInCluster(environment), TimeProvider.System);
        var metrics = new MetricsRegistry();
        var cluster = await DiscoverAsync(loaded.Settings, environment, log, metrics);
        if (cluster.Validate(loaded.Settings) is { } clusterError)
        {
            await Console.Error.WriteLineAsync(clusterError);
            return ExitCode.InvalidInput;
        }

        try
        {
            await using var app = WebhookApplication.Build(
                loaded, cluster, environment, log, metrics, TimeProvider.System);
            return await RunAsync(app);
        }
        catch (CertificateException exception)
        {
            await Console.Error.WriteLineAsync($"--certificate-source: {exception.Message}");
            return ExitCode.InvalidInput;
        }
    }

    private static async Task<ClusterInfo> DiscoverAsync(
        InjectorSettings settings, IReadOnlyDictionary<string, string> environment, LogWriter log,
        MetricsRegistry metrics)
    {
        var known = ClusterInfo.FromSettings(settings, PodEnvironment.GetNamespace(environment));
        using var logs = ProgramLog.CreateLoggerFactory(settings.Listener, log);
        var logger = logs.CreateLogger<ClusterDiscovery>();
        var discovery = new ClusterDiscovery(environment, TimeProvider.System, logger)
        {
            Calls = new ApiServerMetrics(metrics),
        };
        return await discovery.DiscoverAsync(known);
    }

    private static async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();

            // Frees what the start allocated; otherwise it stays until the next collection of the oldest generation.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            await app.WaitForShutdownAsync();
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Log.CannotListen(app.Logger, exception.Message);
            return ExitCode.Failure;
        }
        catch (Exception exception) when (exception is not CertificateException)
        {
            Log.Failed(app.Logger, exception);
            return ExitCode.Failure;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Critical, "Cannot listen: {Problem} Choose other ports with --port and --metrics-port.")]
        public static partial void CannotListen(ILogger logger, string problem);

        [LoggerMessage(LogLevel.Critical, "Unexpected error; exiting")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
