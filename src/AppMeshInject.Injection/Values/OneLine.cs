namespace AppMeshInject.Injection.Values;

/// <summary>
/// Makes any text fit for one line of a message. The API server drops a warning that has a control character,
/// and half a surrogate pair is no text at all.
/// </summary>
public static class OneLine
{
    /// <summary>The text with every control character, line separator and lone surrogate replaced by <c>?</c>.</summary>
    public static string Of(string text)
    {
        // Nearly all texts are plain, which is seen many letters at a time.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnfit(text, i))
            {
                return string.Create(text.Length, text, static (line, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        line[i] = IsUnfit(source, i) ? '?' : source[i];
                    }
                });
            }
        }

        return text;
    }

    private static bool IsUnfit(string text, int index)
    {
        var character = text[index];
        return char.IsControl(character)
            || character is '\u2028' or '\u2029'
            || (char.IsHighSurrogate(character) && (index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])))
            || (char.IsLowSurrogate(character) && (index == 0 || !char.IsHighSurrogate(text[index - 1])));
    }
}
