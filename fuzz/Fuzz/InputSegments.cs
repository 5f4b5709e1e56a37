namespace AppMeshInject.Fuzz;

/// <summary>
/// Finds segments of an input that form a unit, such as a JSON value. Inputs stay valid more often if a mutation
/// replaces a whole segment.
/// </summary>
internal static class InputSegments
{
    /// <summary>Finds the first JSON value after a position: the text after a colon, a comma or a bracket.</summary>
    public static Range FindValue(ReadOnlySpan<byte> bytes, int position)
    {
        var before = bytes[position..].IndexOfAny(":[,"u8);
        var start = before < 0 ? bytes.Length : position + before + 1;
        var (end, depth, isInString) = (start, 0, false);
        while (end < bytes.Length)
        {
            var current = bytes[end];
            if (isInString)
            {
                isInString = current != '"';
                end += current == '\\' ? 1 : 0;
            }
            else if (current is (byte)',' or (byte)'}' or (byte)']' && depth == 0)
            {
                break;
            }
            else
            {
                isInString = current == '"';
                depth += current is (byte)'{' or (byte)'[' ? 1 : current is (byte)'}' or (byte)']' ? -1 : 0;
            }

            end++;
        }

        return start..Math.Min(end, bytes.Length);
    }

    /// <summary>Finds the line at a position, including its line break.</summary>
    public static Range FindLine(ReadOnlySpan<byte> bytes, int position)
    {
        var start = bytes[..position].LastIndexOf((byte)'\n') + 1;
        var length = bytes[position..].IndexOf((byte)'\n');
        return start..(length < 0 ? bytes.Length : position + length + 1);
    }
}
