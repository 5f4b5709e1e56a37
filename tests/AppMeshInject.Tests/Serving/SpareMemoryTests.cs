using System.Runtime.CompilerServices;
using AppMeshInject.Serving;
using Xunit;

namespace AppMeshInject.Tests.Serving;

public sealed class SpareMemoryTests
{
    private const int Burst = 64 * 1024 * 1024;

    [Fact]
    public void What_a_burst_took_is_given_back()
    {
        using var memory = new SpareMemory(TimeProvider.System);
        GC.Collect();
        memory.Look();
        var burst = Take();

        memory.Look();

        Assert.False(burst.IsAlive);
    }

    // In use while the collector looks, so that it counts, and no longer afterwards.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Take()
    {
        var bytes = new byte[Burst];
        GC.Collect();
        GC.KeepAlive(bytes);
        return new WeakReference(bytes);
    }
}
