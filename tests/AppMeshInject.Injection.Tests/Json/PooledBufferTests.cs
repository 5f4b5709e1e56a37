using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Tests.Json;

public sealed class PooledBufferTests
{
    [Fact]
    public void What_is_written_stays_as_the_buffer_grows()
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
    public void There_is_always_room_for_a_byte()
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
    public void Memory_is_used_again_unless_it_is_larger_than_any_body(int size, bool isUsedAgain)
    {
        const int Times = 8;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            using var buffer = new PooledBuffer();
            buffer.GetSpan(size);
        }

        // Other tests may use what there is at the moment, but not each time.
        Assert.Equal(isUsedAgain, GC.GetAllocatedBytesForCurrentThread() - before < (long)Times * size);
    }

    [Fact]
    public void A_buffer_that_is_given_back_is_empty()
    {
        var buffer = new PooledBuffer();
        buffer.GetSpan(10);
        buffer.Advance(10);
        buffer.Dispose();
        Assert.Empty(buffer.WrittenSpan.ToArray());
    }
}
