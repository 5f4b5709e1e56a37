namespace AppMeshInject.Fuzz;

/// <summary>Makes inputs of others: a few small changes each, words of the field among them.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> words)
{
    private const int MostChanges = 8;
    private const int Longest = 4 * 1024;

    // The same seed gives the same run, which is what a random number is for here.
    private readonly Random _random = new(seed);

    /// <summary>One of many, the later ones more often: they are what was found last.</summary>
    public byte[] Pick(IReadOnlyList<byte[]> inputs) => inputs[Math.Max(_random.Next(inputs.Count), _random.Next(inputs.Count))];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var changes = _random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return bytes.Count > Longest ? [.. bytes[..Longest]] : [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var place = _random.Next(bytes.Count + 1);
        var length = _random.Next(Math.Min(bytes.Count - place, 64) + 1);
        switch (_random.Next(8))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.InsertRange(place, words[_random.Next(words.Count)]);
                break;
            case 3:
                bytes.RemoveRange(place, length);
                break;
            case 4:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 5:
                bytes.RemoveRange(place, length);
                bytes.InsertRange(place, words[_random.Next(words.Count)]);
                break;
            case 6 when other.Length > 0:
                var start = _random.Next(other.Length);
                bytes.InsertRange(place, other.AsSpan(start, _random.Next(Math.Min(other.Length - start, 256) + 1)));
                break;
            default:
                bytes.Insert(place, (byte)_random.Next(' ', '~' + 1));
                break;
        }
    }
}
