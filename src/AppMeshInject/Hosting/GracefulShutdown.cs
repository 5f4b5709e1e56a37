using System.Runtime.InteropServices;
using AppMeshInject.Health;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Hosting;

/// <summary>
/// How the program stops. Told by the kubelet (SIGTERM) it is unready at once and serves on for a while, because the API
/// server goes on sending requests until the cluster has taken the pod out of the Service. Ctrl+C skips that.
/// </summary>
/// <remarks>https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination</remarks>
internal sealed partial class GracefulShutdown(
    ListenerSettings settings, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<GracefulShutdown> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private ITimer? _timer;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _timer?.Dispose();
    }

    private void OnTerminate(PosixSignalContext signal)
    {
        signal.Cancel = true;
        readiness.Stop();
        Log.Stopping(logger, settings.ShutdownDelay);
        _timer ??= time.CreateTimer(_ => lifetime.StopApplication(), null, TimeSpan.FromSeconds(settings.ShutdownDelay), Timeout.InfiniteTimeSpan);
    }

    private void OnInterrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        readiness.Stop();
        lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "told to stop: not ready from now on, requests are served for {Delay} s more")]
        public static partial void Stopping(ILogger logger, int delay);
    }
}
