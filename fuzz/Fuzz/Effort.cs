using System.Runtime.InteropServices;

namespace AppMeshInject.Fuzz;

/// <summary>What something costs: CPU time and memory, of this thread alone.</summary>
/// <param name="Cpu">The CPU time.</param>
/// <param name="Bytes">The memory that was taken, much of it for a moment.</param>
internal readonly partial record struct Effort(TimeSpan Cpu, long Bytes)
{
    // Linear bounds, far above what is usual: an input costs some 100 µs and 100 KB.
    private const long MostBytes = 8 * 1024 * 1024;
    private const long MostBytesForEach = 4 * 1024;

    private const int ThreadClock = 3;

    private static readonly TimeSpan MostCpu = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostCpuForEach = TimeSpan.FromMicroseconds(50);

    /// <summary>What this thread has spent so far.</summary>
    public static Effort Spent
    {
        get
        {
            _ = GetTime(ThreadClock, out var time);
            return new Effort(TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000), GC.GetAllocatedBytesForCurrentThread());
        }
    }

    /// <summary>Whether it is beyond what an input so long may cost.</summary>
    public bool IsTooMuchFor(byte[] input) => Cpu > MostCpu + (MostCpuForEach * input.Length) || Bytes > MostBytes + (MostBytesForEach * input.Length);

    /// <summary>The larger of each.</summary>
    public static Effort Most(Effort one, Effort other) => new(one.Cpu > other.Cpu ? one.Cpu : other.Cpu, Math.Max(one.Bytes, other.Bytes));

    public static Effort operator -(Effort end, Effort start) => new(end.Cpu - start.Cpu, end.Bytes - start.Bytes);

    /// <inheritdoc/>
    public override string ToString() => $"{Cpu.TotalMilliseconds:F1} ms and {Bytes / 1024} KiB";

    // clock_gettime(2)
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
