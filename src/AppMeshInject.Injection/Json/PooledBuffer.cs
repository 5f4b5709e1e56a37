using System.Buffers;

namespace AppMeshInject.Injection.Json;

/// <summary>A buffer that grows on demand and rents its memory from an array pool.</summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 8 * 1024;

    // Arrays up to this size, which is larger than any pod, are rented from the shared pool.
    private const int MaxSharedSize = 2 * 1024 * 1024;

    // The maximum size of a request body.
    private const int MaxPooledSize = 4 * 1024 * 1024;
    private const int MaxLargeArrays = 2;

    // The shared pool keeps an array of each size per thread, which is too much memory for arrays as large as a body.
    // This pool keeps two such arrays for the whole process. Without a pool, unused arrays would accumulate until the
    // garbage collector collects the large object heap, which it rarely does.
    private static readonly ArrayPool<byte> LargePool = ArrayPool<byte>.Create(MaxPooledSize, MaxLargeArrays);

    private byte[] _bytes = Rent(InitialSize);
    private int _length;

    /// <summary>Gets the bytes written so far. Valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    /// <summary>Gets the bytes written so far. Valid until the next write or <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Returns the memory to its pool and empties the buffer.</summary>
    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    // Ensures space for at least one byte, as IBufferWriter requires for a size hint of 0.
    private void Reserve(int size)
    {
        if (_bytes.Length - _length >= Math.Max(size, 1))
        {
            return;
        }

        // Doubling the size keeps the total cost of copying linear.
        var larger = Rent(Math.Max(checked(_length + size), 2 * _bytes.Length));
        WrittenSpan.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static byte[] Rent(int size) => GetPool(size).Rent(size);

    private static void Return(byte[] bytes) => GetPool(bytes.Length).Return(bytes);

    private static ArrayPool<byte> GetPool(int size) => size <= MaxSharedSize ? ArrayPool<byte>.Shared : LargePool;
}
