using System.Runtime.InteropServices;

namespace AppMeshInject.Fuzz;

/// <summary>Creates inputs from other inputs by a few small changes, such as an inserted token.</summary>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="target">The target that receives the inputs.</param>
internal sealed class Mutator(int seed, FuzzTarget target)
{
    // The number of changes is a power of two from 1 to 8. Half of the inputs have at most two, so many stay valid
    // enough to be read completely.
    private const int MaxChangesExponent = 3;

    // Not a security context: a run must be reproducible by its seed.
    private readonly Random _random = new(seed);

    /// <summary>Picks a random input.</summary>
    /// <param name="all">All kept inputs, the oldest first.</param>
    /// <param name="accepted">The inputs among them that the target accepted.</param>
    /// <remarks>
    /// Prefers recent inputs, which took the newest branches. Half of the picks are accepted inputs, because most
    /// mutations of a rejected input are rejected too.
    /// </remarks>
    public byte[] Pick(IReadOnlyList<byte[]> all, IReadOnlyList<byte[]> accepted)
    {
        var inputs = accepted.Count > 0 && _random.Next(2) == 0 ? accepted : all;
        return inputs[Math.Max(_random.Next(inputs.Count), _random.Next(inputs.Count))];
    }

    /// <summary>Returns a changed copy of an input.</summary>
    /// <param name="input">The input to change.</param>
    /// <param name="other">An input from which changes may copy.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 << _random.Next(MaxChangesExponent + 1); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return bytes.Count > target.MaxLength ? [.. bytes[..target.MaxLength]] : [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var position = _random.Next(bytes.Count + 1);
        var length = _random.Next(Math.Min(bytes.Count - position, 64) + 1);
        switch (_random.Next(10))
        {
            case 0 when position < bytes.Count:
                bytes[position] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when position < bytes.Count:
                bytes[position] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.InsertRange(position, PickToken());
                break;
            case 3:
                bytes.RemoveRange(position, length);
                break;
            case 4:
                bytes.InsertRange(position, bytes.GetRange(position, length));
                break;
            case 5:
                bytes.RemoveRange(position, length);
                bytes.InsertRange(position, PickToken());
                break;
            case 6 when other.Length > 0:
                var start = _random.Next(other.Length);
                bytes.InsertRange(position, other.AsSpan(start, _random.Next(Math.Min(other.Length - start, 256) + 1)));
                break;
            case 7:
                ReplaceValue(bytes, other, position);
                break;
            case 8:
                ReplaceLine(bytes, other, position);
                break;
            default:
                bytes.Insert(position, (byte)_random.Next(' ', '~' + 1));
                break;
        }
    }

    private void ReplaceValue(List<byte> bytes, byte[] other, int position)
    {
        var replaced = InputSegments.FindValue(AsSpan(bytes), position);
        Replace(bytes, replaced, _random.Next(2) == 0
            ? PickToken()
            : other[InputSegments.FindValue(other, _random.Next(other.Length + 1))]);
    }

    private void ReplaceLine(List<byte> bytes, byte[] other, int position)
    {
        var replaced = InputSegments.FindLine(AsSpan(bytes), position);
        Replace(bytes, replaced, _random.Next(2) == 0
            ? []
            : other[InputSegments.FindLine(other, _random.Next(other.Length + 1))]);
    }

    private byte[] PickToken() => target.Tokens[_random.Next(target.Tokens.Count)];

    private static void Replace(List<byte> bytes, Range segment, byte[] replacement)
    {
        var (start, length) = segment.GetOffsetAndLength(bytes.Count);
        bytes.RemoveRange(start, length);
        bytes.InsertRange(start, replacement);
    }

    private static ReadOnlySpan<byte> AsSpan(List<byte> bytes) => CollectionsMarshal.AsSpan(bytes);
}
