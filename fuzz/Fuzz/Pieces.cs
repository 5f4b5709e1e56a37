namespace AppMeshInject.Fuzz;

/// <summary>Finds pieces of an input that stand for something: changed as a whole, more of what comes of it is read to its end.</summary>
internal static class Pieces
{
    /// <summary>The first value of JSON behind a place: what follows a colon, a comma or a bracket.</summary>
    public static Range Value(ReadOnlySpan<byte> bytes, int place)
    {
        var before = bytes[place..].IndexOfAny(":[,"u8);
        var start = before < 0 ? bytes.Length : place + before + 1;
        var (end, depth, isText) = (start, 0, false);
        while (end < bytes.Length)
        {
            var letter = bytes[end];
            if (isText)
            {
                isText = letter != '"';
                end += letter == '\\' ? 1 : 0;
            }
            else if (letter is (byte)',' or (byte)'}' or (byte)']' && depth == 0)
            {
                break;
            }
            else
            {
                isText = letter == '"';
                depth += letter is (byte)'{' or (byte)'[' ? 1 : letter is (byte)'}' or (byte)']' ? -1 : 0;
            }

            end++;
        }

        return start..Math.Min(end, bytes.Length);
    }

    /// <summary>The line that a place is in.</summary>
    public static Range Line(ReadOnlySpan<byte> bytes, int place)
    {
        var start = bytes[..place].LastIndexOf((byte)'\n') + 1;
        var length = bytes[place..].IndexOf((byte)'\n');
        return start..(length < 0 ? bytes.Length : place + length + 1);
    }
}
