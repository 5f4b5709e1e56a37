using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Tests.Json;

public sealed class PooledBufferTests
{
    [Fact]
    public void Advance_growing_buffer_keeps_the_written_bytes()
    {
        using var buffer = new PooledBuffer();
        var expected = new List<byte>();
        foreach (var size in new[] { 1, 8 * 1024, 1, 0, 100_000 })
        {
            var chunk = Enumerable.Range(0, size).Select(number => (byte)number).ToArray();
            expected.AddRange(chunk);
            chunk.CopyTo(buffer.GetSpan(size));
            buffer.Advance(size);
            Assert.Equal(expected, buffer.WrittenSpan.ToArray());
            Assert.Equal(expected, buffer.WrittenMemory.ToArray());
        }
    }

    [Fact]
    public void GetSpan_full_buffer_returns_at_least_one_byte()
    {
        using var buffer = new PooledBuffer();
        for (var i = 0; i < 5; i++)
        {
            buffer.Advance(buffer.GetMemory().Length);
            Assert.NotEmpty(buffer.GetSpan().ToArray());
        }
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData(4 * 1024 * 1024, true)]
    [InlineData(5 * 1024 * 1024, false)]
    public void Dispose_up_to_the_maximum_body_size_returns_the_memory_to_the_pool(int size, bool isReused)
    {
        const int Times = 8;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            using var buffer = new PooledBuffer();
            buffer.GetSpan(size);
        }

        // Tests that run at the same time may rent the pooled arrays, but not every time.
        Assert.Equal(isReused, GC.GetAllocatedBytesForCurrentThread() - before < (long)Times * size);
    }

    [Fact]
    public void Dispose_empties_the_buffer()
    {
        var buffer = new PooledBuffer();
        buffer.GetSpan(10);
        buffer.Advance(10);
        buffer.Dispose();
        Assert.Empty(buffer.WrittenSpan.ToArray());
    }
}
