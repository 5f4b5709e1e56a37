namespace AppMeshInject.Health;

/// <summary>Whether the cluster may send requests here.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    private volatile bool _isStopping;

    /// <summary>Whether the program has started and was not told to stop.</summary>
    public bool IsReady => !_isStopping && lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Ends readiness for good: the program was told to stop.</summary>
    public void Stop() => _isStopping = true;
}
