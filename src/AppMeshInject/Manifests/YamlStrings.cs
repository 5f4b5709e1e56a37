using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>Selects styles for new strings, so that every YAML 1.1 and 1.2 parser reads them as strings.</summary>
internal static partial class YamlStrings
{
    private static readonly HashSet<string> ReservedWords =
        new(["y", "n", "yes", "no", "on", "off", "true", "false", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a text has non-printable characters or line separators that need escapes.</summary>
    public static bool NeedsEscapes(string text) =>
        text.Any(
            character =>
                (char.IsControl(character) && character is not ('\n' or '\t'))
                    || character is '\u2028' or '\u2029' or '\uFEFF');

    /// <summary>
    /// Returns whether a literal block can represent the text. White space at the start of the text would be read as
    /// indentation.
    /// </summary>
    public static bool FitsBlock(string text) => text.AsSpan().TrimStart('\n') is [not (' ' or '\t'), ..];

    /// <summary>Gets the simplest style that every parser reads as a string.</summary>
    public static ScalarStyle GetStyle(string text) =>
        PlainInEveryReader().IsMatch(text) && !ReservedWords.Contains(text) ? ScalarStyle.Plain
        : text.Contains('\n', StringComparison.Ordinal)
        ? FitsBlock(text)
        ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted
        : text.Contains('"', StringComparison.Ordinal) ? ScalarStyle.SingleQuoted
        : ScalarStyle.DoubleQuoted;

    // Starts with a letter or a slash, so it is not a number, date or time, and has no special character.
    [GeneratedRegex("^[A-Za-z/]([A-Za-z0-9_./:@+-]*[A-Za-z0-9_./@+-])?\\z")]
    private static partial Regex PlainInEveryReader();
}
