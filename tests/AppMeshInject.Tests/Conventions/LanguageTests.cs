using System.Text.RegularExpressions;
using AppMeshInject.Commands;
using Xunit;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Checks sources, documentation, scripts and manifests with the rules of language.txt.</summary>
public sealed partial class LanguageTests
{
    internal const string RulesFile = "tests/AppMeshInject.Tests/Conventions/language.txt";

    private static readonly string[] Extensions =
    [
        "", ".cs", ".csproj", ".editorconfig", ".json", ".lua", ".md", ".props", ".py", ".sh", ".slnx", ".txt", ".xml",
        ".yaml", ".yml",
    ];

    private static readonly LanguageRules Rules = LanguageRules.Parse(SourceTree.Read(RulesFile));

    // The rules and their tests, text of others, and generated input.
    private static readonly string[] Excluded =
    [
        RulesFile,
        "tests/AppMeshInject.Tests/Conventions/LanguageRulesTests.cs",
        "tests/cases/recorded/",
        "fuzz/corpus/",
        "LICENSE",
    ];

    public static TheoryData<string> Folders =>
        ["", ".ci", ".github", "bench", "deploy", "docs", "examples", "fuzz", "src", "tests"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Files_use_plain_language(string folder)
    {
        var findings = GetFiles(folder)
            .AsParallel()
            .AsOrdered()
            .SelectMany(path => Rules.Find(path, Read(path)).Select(finding => $"{path}:{finding}"))
            .ToList();

        AssertNone(findings);
    }

    [Fact]
    public void Help_uses_plain_language()
    {
        string[] pages =
        [
            HelpText.GetProgramHelp(), HelpText.GetServeHelp(), HelpText.GetInjectHelp(), HelpText.GetExplainHelp(),
            HelpText.GetCheckHelp(),
        ];

        AssertNone([.. pages.SelectMany(page => Rules.Find("help.md", page)).Select(finding => $"help:{finding}")]);
    }

    private static void AssertNone(List<string> findings) =>
        Assert.True(findings.Count == 0, $"{findings.Count} findings:\n{string.Join('\n', findings.Take(100))}");

    // The files of the root folder itself for an empty name.
    private static IEnumerable<string> GetFiles(string folder) => SourceTree.GetFiles(folder)
        .Where(path => folder.Length > 0 || !path.Contains('/'))
        .Where(path => Extensions.Contains(Path.GetExtension(path)))
        .Where(path => !Excluded.Any(excluded => path.StartsWith(excluded, StringComparison.Ordinal)));

    // Code spans of the changelog contain previous names.
    private static string Read(string path) => path == "CHANGELOG.md"
        ? CodeSpan().Replace(SourceTree.Read(path), "``")
        : SourceTree.Read(path);

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex CodeSpan();
}
