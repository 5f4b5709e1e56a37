using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>How strings are written that were not read from YAML: such that every reader of YAML 1.1 and 1.2 takes them for strings.</summary>
internal static partial class YamlStrings
{
    private static readonly HashSet<string> Words =
        new(["y", "n", "yes", "no", "on", "off", "true", "false", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text has characters that are not printed, or that some readers take for the end of a line.</summary>
    public static bool NeedsEscapes(string text) =>
        text.Any(character => (char.IsControl(character) && character is not ('\n' or '\t')) || character is '\u2028' or '\u2029' or '\uFEFF');

    /// <summary>Whether every reader takes a block for the text: in its first line white space is taken for indentation, or is no YAML.</summary>
    public static bool FitsBlock(string text) => text.AsSpan().TrimStart('\n') is [not (' ' or '\t'), ..];

    public static ScalarStyle StyleOf(string text) =>
        PlainInEveryReader().IsMatch(text) && !Words.Contains(text) ? ScalarStyle.Plain
        : text.Contains('\n', StringComparison.Ordinal) ? FitsBlock(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted
        : text.Contains('"', StringComparison.Ordinal) ? ScalarStyle.SingleQuoted
        : ScalarStyle.DoubleQuoted;

    // It starts with a letter or a slash, so that it is no number, date or time, and has no character that means something.
    [GeneratedRegex("^[A-Za-z/]([A-Za-z0-9_./:@+-]*[A-Za-z0-9_./@+-])?\\z")]
    private static partial Regex PlainInEveryReader();
}
