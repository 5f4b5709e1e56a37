using System.Runtime.InteropServices;
using AppMeshInject.Health;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Hosting;

/// <summary>
/// Handles SIGTERM and SIGINT. After SIGTERM (from the kubelet) the program is unready immediately, but serves requests
/// for shutdown-delay, because the API server sends requests until the pod is removed from the Service. SIGINT (Ctrl+C)
/// stops without the delay.
/// </summary>
/// <remarks>https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination</remarks>
internal sealed partial class GracefulShutdown(
    ListenerSettings settings,
    Readiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<GracefulShutdown> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private ITimer? _timer;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _timer?.Dispose();
    }

    private void OnTerminate(PosixSignalContext signal)
    {
        signal.Cancel = true;
        readiness.Stop();
        Log.ShuttingDown(logger, settings.ShutdownDelay);
        var delay = TimeSpan.FromSeconds(settings.ShutdownDelay);
        _timer ??= time.CreateTimer(_ => lifetime.StopApplication(), null, delay, Timeout.InfiniteTimeSpan);
    }

    private void OnInterrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        readiness.Stop();
        lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Received SIGTERM. The replica is not ready from now on, and serves requests for {DelaySeconds} s more.")]
        public static partial void ShuttingDown(ILogger logger, int delaySeconds);
    }
}
