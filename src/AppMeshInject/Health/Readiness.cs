using AppMeshInject.Certificates;

namespace AppMeshInject.Health;

/// <summary>The readiness of the replica. The Service sends requests only to ready replicas.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, CertificateTrustState certificate)
{
    private volatile bool _isStopping;

    /// <summary>True from the start of the shutdown.</summary>
    public bool IsStopping => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>True if the program has started, its certificate is trusted, and it is not shutting down.</summary>
    public bool IsReady =>
        !IsStopping && certificate.IsEstablished && lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>Ends readiness permanently, at the start of the shutdown.</summary>
    public void Stop() => _isStopping = true;
}
