using System.Text;
using System.Text.RegularExpressions;

namespace AppMeshInject.Tests.Conventions;

/// <summary>A banned word in a file.</summary>
/// <param name="Line">The line number, 1-based.</param>
/// <param name="Word">The text that matches a rule.</param>
/// <param name="Suggestion">The words to use instead.</param>
internal sealed record LanguageFinding(int Line, string Word, string Suggestion)
{
    public override string ToString() => $"{Line}: \"{Word}\" -> {Suggestion}";
}

/// <summary>Finds banned words and phrases in text and identifiers. The rules are in language.txt.</summary>
internal sealed partial class LanguageRules
{
    private readonly List<(Regex Pattern, string Suggestion)> _textRules = [];
    private readonly List<(Regex Pattern, string Suggestion)> _codeRules = [];
    private readonly List<(string Folder, string Pattern)> _allowed = [];

    private LanguageRules(string rules)
    {
        var section = "";
        foreach (var line in rules.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            switch (line, section)
            {
                case ("[text]" or "[code]" or "[allowed]", _):
                    section = line;
                    break;
                case (_, "[text]"):
                    _textRules.Add(ParseRule(line, RegexOptions.IgnoreCase | RegexOptions.Multiline));
                    break;
                case (_, "[code]"):
                    _codeRules.Add(ParseRule(line, RegexOptions.None));
                    break;
                default:
                    var match = AllowedTerm().Match(line);
                    _allowed.Add((match.Groups["folder"].Value, match.Groups["pattern"].Value));
                    break;
            }
        }
    }

    /// <summary>Parses the content of language.txt.</summary>
    public static LanguageRules Parse(string rules) => new(rules);

    /// <summary>Finds the banned words of a file.</summary>
    /// <param name="path">The path; its extension decides how the content is read.</param>
    /// <param name="content">The content.</param>
    public IEnumerable<LanguageFinding> Find(string path, string content)
    {
        var terms = _allowed.Where(term => path.StartsWith(term.Folder, StringComparison.Ordinal));
        var allowed = new Regex(
            string.Join('|', terms.Select(term => $"(?:{term.Pattern})")),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var isMarkdown = path.EndsWith(".md", StringComparison.Ordinal);
        var findings = FindInText(content.Split('\n'), allowed, isMarkdown);
        return path.EndsWith(".cs", StringComparison.Ordinal) ? findings.Concat(FindInCode(content)) : findings;
    }

    private static (Regex Pattern, string Suggestion) ParseRule(string line, RegexOptions options)
    {
        var end = line.LastIndexOf(" -> ", StringComparison.Ordinal);
        options |= RegexOptions.CultureInvariant | RegexOptions.Compiled;
        return end > 0
            ? (new Regex(line[..end], options), line[(end + 4)..])
            : throw new FormatException($"language.txt: \"{line}\" has no suggestion; write PATTERN -> SUGGESTION");
    }

    private IEnumerable<LanguageFinding> FindInText(string[] lines, Regex allowed, bool isMarkdown)
    {
        var (text, starts) = Join(lines, allowed, isMarkdown);
        text = Mask(text, allowed);
        foreach (var (pattern, suggestion) in _textRules)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var index = starts.BinarySearch(match.Index);
                yield return new LanguageFinding(index < 0 ? ~index : index + 1, match.Value.Trim(), suggestion);
            }
        }
    }

    private IEnumerable<LanguageFinding> FindInCode(string content) =>
        from line in CSharpCode.RemoveText(content).Split('\n').Index()
        from rule in _codeRules
        from match in rule.Pattern.Matches(line.Item)
        select new LanguageFinding(line.Index + 1, match.Value, rule.Suggestion);

    // Joins the lines of a comment or paragraph, so that phrases are found across line breaks, and splits identifiers.
    private static (string Text, List<int> Starts) Join(string[] lines, Regex allowed, bool isMarkdown)
    {
        var text = new StringBuilder();
        var starts = new List<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            var comment = CommentStart().Match(lines[i]);
            var continues = i > 0 && (isMarkdown
                ? lines[i].Trim().Length > 0 && lines[i - 1].Trim().Length > 0
                : comment.Success && CommentStart().IsMatch(lines[i - 1]));
            var content = continues ? lines[i][comment.Length..].TrimStart() : lines[i];
            text.Append(i == 0 ? "" : continues ? " " : "\n");
            starts.Add(text.Length);
            text.Append(SplitIdentifiers(Mask(content, allowed)));
        }

        return (text.ToString(), starts);
    }

    private static string Mask(string text, Regex allowed) =>
        allowed.Replace(text, match => new string('~', match.Length));

    private static string SplitIdentifiers(string text) => WordBoundary().Replace(text, " ").Replace('_', ' ');

    [GeneratedRegex("""^((?<folder>[\w./-]+/): )?(?<pattern>.+)$""")]
    private static partial Regex AllowedTerm();

    [GeneratedRegex("""^\s*(///?|#)""")]
    private static partial Regex CommentStart();

    [GeneratedRegex("""(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])""")]
    private static partial Regex WordBoundary();
}
