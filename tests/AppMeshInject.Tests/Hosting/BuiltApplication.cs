using AppMeshInject.Hosting;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Logging;
using AppMeshInject.Telemetry;
using AppMeshInject.Terminal;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;

namespace AppMeshInject.Tests.Hosting;

/// <summary>Builds the webhook application in the test process, on free ports and without a log.</summary>
internal sealed class BuiltApplication : IAsyncDisposable
{
    private readonly LogWriter _log = new(Stream.Null, () => new JsonLine(), TimeProvider.System);

    public BuiltApplication(params string[] flags)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        var line = CommandLine.Parse([$"--port={port}", $"--metrics-port={metricsPort}", .. flags]);
        var loaded = SettingsLoader.Load(line.Settings, new Dictionary<string, string>());
        App = WebhookApplication.Build(
            loaded,
            ClusterInfo.FromSettings(loaded.Settings),
            new Dictionary<string, string>(),
            _log,
            new MetricsRegistry(),
            TimeProvider.System);
    }

    public WebApplication App { get; }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _log.Dispose();
    }
}
