using System.Buffers;
using System.Globalization;
using System.Text;

namespace AppMeshInject.Injection.Parsing;

/// <summary>
/// Replaces the characters that must not appear in a one-line message. The API server drops warnings with control
/// characters, unpaired surrogates are not valid Unicode, and format characters are invisible or change the displayed
/// order of the text (https://trojansource.codes).
/// </summary>
public static class TextSanitizer
{
    // A set and not a range: the search for characters outside a range allocates in debug builds, and GarbageTests
    // counts allocations there.
    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>
    /// Replaces control characters, format characters, line separators and unpaired surrogates by <c>?</c>.
    /// </summary>
    /// <returns>The same text if nothing has to be replaced.</returns>
    public static string Sanitize(string text) => IsSafe(text) ? text : ReplaceUnsafe(text);

    /// <inheritdoc cref="Sanitize(string)"/>
    public static ReadOnlySpan<char> Sanitize(ReadOnlySpan<char> text) => IsSafe(text) ? text : ReplaceUnsafe(text);

    /// <summary>Checks whether a text has a format character, such as a zero-width space or a direction mark.</summary>
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

    // The fast path for nearly all text: a vectorized search.
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

    private static string ReplaceUnsafe(ReadOnlySpan<char> text) =>
        string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                line[i] = IsUnsafe(source, i) ? '?' : source[i];
            }
        });

    private static bool IsUnsafe(ReadOnlySpan<char> text, int index)
    {
        // Evaluate a low surrogate together with its high surrogate.
        var start = index > 0 && char.IsSurrogatePair(text[index - 1], text[index]) ? index - 1 : index;
        return Rune.DecodeFromUtf16(text[start..], out var rune, out _) != OperationStatus.Done
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
    }
}
