using System.Buffers;
using System.Globalization;
using System.Text;

namespace AppMeshInject.Injection.Parsing;

/// <summary>
/// Makes any text fit for one line of a message. The API server drops a warning that has a control character, half a surrogate
/// pair is no text at all, and format characters make a line look like another: they do not show, or turn the order of others.
/// </summary>
/// <remarks>https://trojansource.codes</remarks>
public static class TextSanitizer
{
    // By values and not as a range: to look for what is out of a range allocates in a build for debugging, and GarbageTests counts there.
    private static readonly SearchValues<char> PrintableAscii = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>The text with every control or format character, line separator and lone surrogate replaced by <c>?</c>.</summary>
    public static string Sanitize(string text) => IsSafe(text) ? text : ReplaceUnsafe(text);

    /// <inheritdoc cref="Sanitize(string)"/>
    public static ReadOnlySpan<char> Sanitize(ReadOnlySpan<char> text) => IsSafe(text) ? text : ReplaceUnsafe(text);

    /// <summary>Whether a text has a format character, such as one of no width or one that turns the direction of what follows.</summary>
    public static bool HasFormatCharacter(ReadOnlySpan<char> text)
    {
        if (!IsPrintableAscii(text))
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Nearly all texts are, which is seen many letters at a time.
    private static bool IsPrintableAscii(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(PrintableAscii);

    private static bool IsSafe(ReadOnlySpan<char> text)
    {
        if (!IsPrintableAscii(text))
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (IsUnsafe(text, i))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string ReplaceUnsafe(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            line[i] = IsUnsafe(source, i) ? '?' : source[i];
        }
    });

    private static bool IsUnsafe(ReadOnlySpan<char> text, int index)
    {
        // The second half of a character is as fit as its first.
        var start = index > 0 && char.IsSurrogatePair(text[index - 1], text[index]) ? index - 1 : index;
        return Rune.DecodeFromUtf16(text[start..], out var rune, out _) != OperationStatus.Done
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }
}
