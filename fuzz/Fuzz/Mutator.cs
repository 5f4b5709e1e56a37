using System.Runtime.InteropServices;

namespace AppMeshInject.Fuzz;

/// <summary>Makes inputs of others: a few small changes each, words of the field among them.</summary>
internal sealed class Mutator(int seed, FuzzTarget target)
{
    // Of two: half of the inputs have two changes at most, and are often read to their end.
    private const int MostDoublings = 3;

    // The same seed gives the same run, which is what a random number is for here.
    private readonly Random _random = new(seed);

    /// <summary>
    /// One of many, the later ones more often: they are what was found last. Half of the time it is one that was taken, since most
    /// that come of one that was refused are refused too.
    /// </summary>
    public byte[] Pick(IReadOnlyList<byte[]> all, IReadOnlyList<byte[]> taken)
    {
        var inputs = taken.Count > 0 && _random.Next(2) == 0 ? taken : all;
        return inputs[Math.Max(_random.Next(inputs.Count), _random.Next(inputs.Count))];
    }

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 << _random.Next(MostDoublings + 1); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return bytes.Count > target.Longest ? [.. bytes[..target.Longest]] : [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var place = _random.Next(bytes.Count + 1);
        var length = _random.Next(Math.Min(bytes.Count - place, 64) + 1);
        switch (_random.Next(10))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.InsertRange(place, Word());
                break;
            case 3:
                bytes.RemoveRange(place, length);
                break;
            case 4:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 5:
                bytes.RemoveRange(place, length);
                bytes.InsertRange(place, Word());
                break;
            case 6 when other.Length > 0:
                var start = _random.Next(other.Length);
                bytes.InsertRange(place, other.AsSpan(start, _random.Next(Math.Min(other.Length - start, 256) + 1)));
                break;
            case 7:
                Replace(bytes, Pieces.Value(Span(bytes), place), _random.Next(2) == 0 ? Word() : other[Pieces.Value(other, _random.Next(other.Length + 1))]);
                break;
            case 8:
                Replace(bytes, Pieces.Line(Span(bytes), place), _random.Next(2) == 0 ? [] : other[Pieces.Line(other, _random.Next(other.Length + 1))]);
                break;
            default:
                bytes.Insert(place, (byte)_random.Next(' ', '~' + 1));
                break;
        }
    }

    private byte[] Word() => target.Words[_random.Next(target.Words.Count)];

    private static void Replace(List<byte> bytes, Range piece, byte[] by)
    {
        var (start, length) = piece.GetOffsetAndLength(bytes.Count);
        bytes.RemoveRange(start, length);
        bytes.InsertRange(start, by);
    }

    private static ReadOnlySpan<byte> Span(List<byte> bytes) => CollectionsMarshal.AsSpan(bytes);
}
