using System.Runtime.InteropServices;

namespace AppMeshInject.Hosting;

/// <summary>
/// Gives back to the system what memory a burst took. Left alone, the collector looks at large objects once in many minutes while
/// little is to be done and keeps what became free for some twenty collections more, and the C library, which has the state of
/// connections, keeps what became free for each thread.
/// </summary>
internal sealed class MemoryTrimmer(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // In bytes: less than lies between two collections, so that under load there is one in each period. It takes 5 to 8 ms.
    private const long MostGrown = 8 * 1024 * 1024;

    private long _left;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TrimIfGrown();
        }
    }

    /// <summary>Looks once, and gives back where the process has grown since it was the smallest.</summary>
    internal void TrimIfGrown()
    {
        var held = Environment.WorkingSet;
        if (held - _left <= MostGrown)
        {
            _left = Math.Min(_left, held);
            return;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        TrimNative();
        _left = Environment.WorkingSet;
    }

    private static void TrimNative()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (TypeLoadException)
        {
            // Another C library than glibc, which has no such function.
        }
    }

    // https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
