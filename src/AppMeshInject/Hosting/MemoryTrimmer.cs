using System.Runtime.InteropServices;

namespace AppMeshInject.Hosting;

/// <summary>
/// Returns memory to the operating system after a burst, see docs/decisions/0010-memory-trimming.md. Without it, the
/// garbage collector and the C library keep freed memory for a long time while the load is low.
/// </summary>
internal sealed class MemoryTrimmer(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // In bytes. Less than the generation 0 budget, so that under load there is one collection per period. It takes
    // 5 to 8 ms.
    private const long MaxGrowth = 8 * 1024 * 1024;

    private long _minWorkingSet;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            TrimIfGrown();
        }
    }

    /// <summary>
    /// Trims the managed and the native heap if the working set grew by more than 8 MiB over its minimum since the last
    /// trim.
    /// </summary>
    internal void TrimIfGrown()
    {
        var workingSet = Environment.WorkingSet;
        if (workingSet - _minWorkingSet <= MaxGrowth)
        {
            _minWorkingSet = Math.Min(_minWorkingSet, workingSet);
            return;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        TrimNativeHeap();
        _minWorkingSet = Environment.WorkingSet;
    }

    private static void TrimNativeHeap()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (TypeLoadException)
        {
            // Only glibc has this function.
        }
    }

    // https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint pad);
}
