using System.Runtime.InteropServices;

namespace AppMeshInject.Fuzz;

/// <summary>The CPU time and memory that one thread used.</summary>
/// <param name="Cpu">The CPU time.</param>
/// <param name="Bytes">The allocated memory, including memory that was freed since.</param>
internal readonly partial record struct ResourceUsage(TimeSpan Cpu, long Bytes)
{
    // Limits grow linearly with the input. A typical input takes 100 µs and 100 KB, far below them.
    private const long MaxBytes = 8 * 1024 * 1024;
    private const long MaxBytesPerInputByte = 4 * 1024;

    // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)
    private const int ThreadCpuClock = 3;

    private static readonly TimeSpan MaxCpu = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxCpuPerInputByte = TimeSpan.FromMicroseconds(50);

    /// <summary>Gets the usage of the current thread since it started.</summary>
    public static ResourceUsage Current
    {
        get
        {
            _ = GetTime(ThreadCpuClock, out var time);
            var cpu = TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
            return new ResourceUsage(cpu, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    /// <summary>Returns whether the usage exceeds the limit for an input.</summary>
    /// <param name="input">The input; its length determines the limit.</param>
    public bool ExceedsLimit(byte[] input) =>
        Cpu > MaxCpu + (MaxCpuPerInputByte * input.Length) || Bytes > MaxBytes + (MaxBytesPerInputByte * input.Length);

    /// <summary>Returns the larger CPU time and the larger memory of two usages.</summary>
    public static ResourceUsage Max(ResourceUsage left, ResourceUsage right) =>
        new(left.Cpu > right.Cpu ? left.Cpu : right.Cpu, Math.Max(left.Bytes, right.Bytes));

    public static ResourceUsage operator -(ResourceUsage end, ResourceUsage start) =>
        new(end.Cpu - start.Cpu, end.Bytes - start.Bytes);

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
