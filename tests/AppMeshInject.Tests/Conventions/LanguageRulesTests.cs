using Xunit;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Checks that the rules of language.txt find banned words and accept standard terms.</summary>
public sealed class LanguageRulesTests
{
    private static readonly LanguageRules Rules = LanguageRules.Parse(SourceTree.Read(LanguageTests.RulesFile));

    [Theory]
    [InlineData("a.cs", "// Whoever is not let in is never counted", "Whoever", "let in")]
    [InlineData("a.cs", "/// <summary>What is asked.</summary>", "What is", "<summary>What", "asked")]
    [InlineData("a.cs", "/// the API server is\n/// told of it", "told")]
    [InlineData("a.cs", "/// the secret is made for\n    /// the occasion", "for the occasion")]
    [InlineData("a.cs", "var refusedPods = 1;", "refused")]
    [InlineData("a.cs", "throw new Exception(\"x is no port\");", "is no")]
    [InlineData("a.cs", "public void A_pod_that_is_refused_is_counted()", "refused")]
    [InlineData("a.cs", "private const int MostBytes = 1;", "MostBytes")]
    [InlineData("a.cs", "private const int Longest = 1;", "Longest")]
    [InlineData("a.cs", "var x = Setting.Of(1);", "Of(")]
    [InlineData("a.cs", "var x = NameOfPod(1) + PodOf(2);", "PodOf(")]
    [InlineData("a.md", "The bundle is in\nstep again.", "in step")]
    [InlineData("a.md", "Of a pod that is rejected, an event reports.", "Of a")]
    [InlineData("a.sh", "# tries in vain", "in vain")]
    [InlineData("a.yaml", "summary: caBundle is out of step", "out of step")]
    public void Banned_words_are_found(string path, string content, params string[] words) =>
        Assert.Equal(words.Order(), Rules.Find(path, content).Select(finding => finding.Word).Order());

    [Theory]
    [InlineData("a.md", "dial tcp 10.0.0.1:443: connect: connection refused")]
    [InlineData("a.md", "retry on `refused-stream`; the lifetime of a certificate")]
    [InlineData("a.md", "the CA (certificate authority) that `--authority-life` limits")]
    [InlineData("a.md", "There is no port. The pod is no longer running.")]
    [InlineData("a.cs", "var i = text.IndexOf('x') + text.LastIndexOf('y');")]
    [InlineData("a.cs", "var almost = isMost; // at most 15 ports, at least one")]
    [InlineData("a.md", "What is App Mesh?")]
    [InlineData("a.cs", "var x = \"Of(\";")]
    public void Standard_terms_are_accepted(string path, string content) => Assert.Empty(Rules.Find(path, content));

    [Fact]
    public void Finding_has_the_line_of_the_first_word() =>
        Assert.Equal(2, Assert.Single(Rules.Find("a.cs", "class X;\n/// made for\n/// the occasion")).Line);
}
