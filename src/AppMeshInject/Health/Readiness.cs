using AppMeshInject.Certificates;

namespace AppMeshInject.Health;

/// <summary>Whether the cluster may send requests here.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, CertificateTrustState certificate)
{
    private volatile bool _isStopping;

    /// <summary>Whether the program was told to stop.</summary>
    public bool IsStopping => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Whether the program has started, its certificate is trusted, and it was not told to stop.</summary>
    public bool IsReady => !IsStopping && certificate.IsEstablished && lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>Ends readiness for good: the program was told to stop.</summary>
    public void Stop() => _isStopping = true;
}
