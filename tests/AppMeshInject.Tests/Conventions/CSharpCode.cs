using System.Text.RegularExpressions;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Separates C# code from comments and literals.</summary>
internal static partial class CSharpCode
{
    /// <summary>Replaces comments, strings and character literals with spaces; keeps line breaks.</summary>
    public static string RemoveText(string source) =>
        Text().Replace(source, match => LineContent().Replace(match.Value, line => new string(' ', line.Length)));

    // In this order: raw strings, verbatim strings, strings, character literals, line comments, block comments.
    [GeneratedRegex("""
        \$*(?<quotes>"{3,})[\s\S]*?\k<quotes>(?!")
        | (@\$?|\$@)"(?:""|[^"])*"
        | \$?"(?:\\.|[^"\\\n])*"
        | '(?:\\[^\n]{1,10}?|[^'\\\n])'
        | //[^\n]*
        | /\*[\s\S]*?\*/
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Text();

    [GeneratedRegex("[^\n]+")]
    private static partial Regex LineContent();
}
