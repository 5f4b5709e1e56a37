using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AppMeshInject.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class MemoryTrimmerTests
{
    // In bytes.
    private const int Burst = 64 * 1024 * 1024;

    // Below the mmap threshold of the C library: such blocks come from its heap, which keeps them when they are freed.
    private const int Block = 64 * 1024;

    [Fact]
    public void Trimming_returns_managed_memory_after_a_burst()
    {
        using var trimmer = new MemoryTrimmer(TimeProvider.System);
        trimmer.TrimIfGrown();
        var burst = AllocateBurst();

        trimmer.TrimIfGrown();

        Assert.False(burst.IsAlive);
    }

    [Fact]
    public void Trimming_returns_native_memory_after_a_burst()
    {
        using var trimmer = new MemoryTrimmer(TimeProvider.System);
        trimmer.TrimIfGrown();
        var (content, blocks) = (new byte[Block], new nint[Burst / Block]);
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Block);
            Marshal.Copy(content, 0, blocks[i], Block);
        }

        // The last block stays: otherwise the library would return the free end of its heap automatically.
        var peak = Environment.WorkingSet;
        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        trimmer.TrimIfGrown();

        Assert.InRange(Environment.WorkingSet, 0, peak - (Burst / 2));
        Marshal.FreeHGlobal(blocks[^1]);
    }

    // The collection moves the array to a higher generation, where it stays after it becomes unreachable. The array is
    // filled, because untouched pages use no memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AllocateBurst()
    {
        var bytes = new byte[Burst];
        Array.Fill(bytes, (byte)1);
        GC.Collect();
        GC.KeepAlive(bytes);
        return new WeakReference(bytes);
    }
}
