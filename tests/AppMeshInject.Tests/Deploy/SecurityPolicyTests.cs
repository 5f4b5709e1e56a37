using System.Text.RegularExpressions;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

public sealed partial class SecurityPolicyTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        var tests = Path.Combine(CaseFolders.Root(), "tests");
        var sources = string.Concat(Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories)
            .Concat(
                Directory.EnumerateFiles(tests, "*Properties.cs", SearchOption.AllDirectories)).Select(
                    File.ReadAllText));
        var cases = Directory.EnumerateDirectories(
            Path.Combine(tests, "cases", "golden"), "*",
            SearchOption.AllDirectories).Select(Path.GetFileName).ToHashSet();
        var named = TestName().Matches(
            File.ReadAllText(Path.Combine(CaseFolders.Root(), "SECURITY.md"))).Select(match =>
                match.Groups["name"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(
            named, name =>
                Assert.True(cases.Contains(name) || sources.Contains($" {name}(", StringComparison.Ordinal), name));
    }

    // Matches names of at least three words: tests (`Dispose_empties_the_buffer`) and golden cases.
    [GeneratedRegex("`(?<name>[A-Za-z0-9]+([_-][A-Za-z0-9]+){2,})`")]
    private static partial Regex TestName();
}
