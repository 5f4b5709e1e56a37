using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace AppMeshInject.Fuzz;

/// <summary>Which branches an input took, and which any did before: the map of American fuzzy lop.</summary>
/// <remarks>https://lcamtuf.coredump.cx/afl/technical_details.txt</remarks>
internal sealed unsafe class Coverage : IDisposable
{
    private const int Size = 1 << 16;

    private readonly byte* _taken = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _taken;

    /// <summary>How many places of the map were ever taken.</summary>
    public int Count => Size - _seen.AsSpan().Count((byte)0);

    /// <summary>Forgets every input.</summary>
    public void Forget() => _seen.AsSpan().Clear();

    /// <summary>Forgets the last input.</summary>
    public void Clear()
    {
        new Span<byte>(_taken, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Notes what the last input took.</summary>
    /// <returns>Whether no input before took some of it, or not as often.</returns>
    public bool IsNew()
    {
        var isNew = false;
        var words = new ReadOnlySpan<ulong>(_taken, Size / sizeof(ulong));
        for (var word = words.IndexOfAnyExcept(0UL); word >= 0;)
        {
            for (var place = word * sizeof(ulong); place < (word + 1) * sizeof(ulong); place++)
            {
                var often = Bucket(_taken[place]);
                isNew |= (_seen[place] & often) != often;
                _seen[place] |= often;
            }

            var next = words[(word + 1)..].IndexOfAnyExcept(0UL);
            word = next < 0 ? -1 : word + 1 + next;
        }

        return isNew;
    }

    public void Dispose() => NativeMemory.Free(_taken);

    // One bit for about as often: once, twice, three times, up to 7, 15, 31, 127 and more.
    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        3 => 1 << 2,
        < 3 => count,
        _ => (byte)(1 << Math.Min(7, BitOperations.Log2(count) + 1)),
    };
}
