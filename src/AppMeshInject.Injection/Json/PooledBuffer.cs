using System.Buffers;

namespace AppMeshInject.Injection.Json;

/// <summary>A buffer that grows, of memory that is used again.</summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 8 * 1024;

    // Larger than any pod. The shared pool keeps one array of each size for each thread, which adds up where they are as large as a body
    // may be. Of those the process keeps two in all: the collector would find them only after a good many more.
    private const int MaxSharedSize = 2 * 1024 * 1024;
    private const int MaxPooledSize = 4 * 1024 * 1024;
    private const int MaxLargeArrays = 2;

    private static readonly ArrayPool<byte> LargePool = ArrayPool<byte>.Create(MaxPooledSize, MaxLargeArrays);

    private byte[] _bytes = Rent(InitialSize);
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    /// <summary>What was written; not to be used after <see cref="Dispose"/>.</summary>
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

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _length >= Math.Max(size, 1))
        {
            return;
        }

        var larger = Rent(Math.Max(checked(_length + size), 2 * _bytes.Length));
        WrittenSpan.CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static byte[] Rent(int size) => GetPool(size).Rent(size);

    private static void Return(byte[] bytes) => GetPool(bytes.Length).Return(bytes);

    private static ArrayPool<byte> GetPool(int size) => size <= MaxSharedSize ? ArrayPool<byte>.Shared : LargePool;
}
