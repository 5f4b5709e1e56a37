using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AppMeshInject.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class MemoryTrimmerTests
{
    private const int Burst = 64 * 1024 * 1024;

    // So small that the C library takes it of what it has, and keeps it when it is free again.
    private const int Block = 64 * 1024;

    [Fact]
    public void What_a_burst_took_of_the_managed_heap_is_given_back()
    {
        using var memory = new MemoryTrimmer(TimeProvider.System);
        memory.TrimIfGrown();
        var burst = Take();

        memory.TrimIfGrown();

        Assert.False(burst.IsAlive);
    }

    [Fact]
    public void What_a_burst_took_of_the_C_library_is_given_back()
    {
        using var memory = new MemoryTrimmer(TimeProvider.System);
        memory.TrimIfGrown();
        var (content, blocks) = (new byte[Block], new nint[Burst / Block]);
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Marshal.AllocHGlobal(Block);
            Marshal.Copy(content, 0, blocks[i], Block);
        }

        // The last of them stays: without it the library would give back what is free at the end of its heap by itself.
        var most = Environment.WorkingSet;
        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        memory.TrimIfGrown();

        Assert.InRange(Environment.WorkingSet, 0, most - (Burst / 2));
        Marshal.FreeHGlobal(blocks[^1]);
    }

    // In use while the collector looks, so that it counts, and no longer afterwards. What nobody wrote to would take no memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Take()
    {
        var bytes = new byte[Burst];
        Array.Fill(bytes, (byte)1);
        GC.Collect();
        GC.KeepAlive(bytes);
        return new WeakReference(bytes);
    }
}
