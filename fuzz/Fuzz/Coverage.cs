using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace AppMeshInject.Fuzz;

/// <summary>Records branch coverage in the shared map of American Fuzzy Lop (AFL).</summary>
/// <remarks>https://lcamtuf.coredump.cx/afl/technical_details.txt</remarks>
internal sealed unsafe class Coverage : IDisposable
{
    private const int MapSize = 1 << 16;

    // Hit counts of the current input. Instrumented code writes to it.
    private readonly byte* _hits = (byte*)NativeMemory.AllocZeroed(MapSize);

    // Buckets of hit counts of all inputs since the last reset.
    private readonly byte[] _seen = new byte[MapSize];

    public Coverage() => Trace.SharedMem = _hits;

    /// <summary>Gets the number of branches that any input has taken since the last reset.</summary>
    public int BranchCount => MapSize - _seen.AsSpan().Count((byte)0);

    /// <summary>Removes the coverage of all inputs.</summary>
    public void Reset() => _seen.AsSpan().Clear();

    /// <summary>Clears the hit counts before the next input runs.</summary>
    public void BeginInput()
    {
        new Span<byte>(_hits, MapSize).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Adds the coverage of the current input to the coverage of all inputs.</summary>
    /// <returns>True if the input took a new branch, or took a known branch a new number of times.</returns>
    public bool AddInput()
    {
        var isNew = false;
        var blocks = new ReadOnlySpan<ulong>(_hits, MapSize / sizeof(ulong));
        for (var block = blocks.IndexOfAnyExcept(0UL); block >= 0;)
        {
            for (var branch = block * sizeof(ulong); branch < (block + 1) * sizeof(ulong); branch++)
            {
                var bucket = GetBucket(_hits[branch]);
                isNew |= (_seen[branch] & bucket) != bucket;
                _seen[branch] |= bucket;
            }

            var next = blocks[(block + 1)..].IndexOfAnyExcept(0UL);
            block = next < 0 ? -1 : block + 1 + next;
        }

        return isNew;
    }

    public void Dispose() => NativeMemory.Free(_hits);

    // AFL's buckets, one bit each: 1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128 and more.
    private static byte GetBucket(byte count) => count switch
    {
        0 => 0,
        3 => 1 << 2,
        < 3 => count,
        _ => (byte)(1 << Math.Min(7, BitOperations.Log2(count) + 1)),
    };
}
