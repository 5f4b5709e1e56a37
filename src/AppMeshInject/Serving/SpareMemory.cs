namespace AppMeshInject.Serving;

/// <summary>
/// Gives back to the system what memory a burst took. The collector itself looks at large objects once in many minutes while little is
/// to be done, and keeps what became free for some twenty collections more.
/// </summary>
internal sealed class SpareMemory(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // In bytes. Usual reviews leave nothing that grows the heap so much, so that they wait for none of these collections.
    private const long MostGrown = 8 * 1024 * 1024;

    private long _left = long.MaxValue;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Look();
        }
    }

    /// <summary>Looks once, and collects where the heap has grown since it was the smallest.</summary>
    internal void Look()
    {
        var size = GC.GetGCMemoryInfo().HeapSizeBytes;
        _left = Math.Min(_left, size);
        if (size - _left > MostGrown)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            _left = GC.GetGCMemoryInfo().HeapSizeBytes;
        }
    }
}
