using System.Text.RegularExpressions;
using Xunit;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Checks line lengths, file lengths and suppressed warnings.</summary>
public sealed partial class FormatTests
{
    private const int MaxLineLength = 120;
    private const int MaxSourceLines = 250;
    private const int MaxTestLines = 300;

    // Files in which warnings can be suppressed.
    private static readonly string[] Extensions = [".cs", ".csproj", ".props", ".targets", ".editorconfig"];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    [InlineData("fuzz")]
    public void Lines_have_at_most_120_columns(string folder)
    {
        var tooLong = from path in SourceTree.GetCSharpFiles(folder)
                      from line in SourceTree.Read(path).Split('\n').Index()
                      where line.Item.Length > MaxLineLength
                      select $"{path}:{line.Index + 1}: {line.Item.Length} columns";

        AssertNone(tooLong);
    }

    [Theory]
    [InlineData("src", MaxSourceLines)]
    [InlineData("tests", MaxTestLines)]
    public void Files_have_a_limited_number_of_lines(string folder, int maxLines)
    {
        var tooLong = from path in SourceTree.GetCSharpFiles(folder)
                      let lines = SourceTree.Read(path).Count(character => character == '\n')
                      where lines > maxLines
                      select $"{path}: {lines} lines; at most {maxLines}";

        AssertNone(tooLong);
    }

    [Fact]
    public void Suppressed_warnings_have_a_reason()
    {
        var unexplained = from path in SourceTree.GetFiles()
                          where Extensions.Contains(Path.GetExtension(path))
                          from line in FindUnexplained(SourceTree.Read(path))
                          select $"{path}:{line}: the reason is missing; write a comment on the line or above it";

        AssertNone(unexplained);
    }

    [Theory]
    [InlineData("#pragma warning disable CA1000 // A reason.")]
    [InlineData("// A reason.\n#pragma warning disable CA1000")]
    [InlineData("[SuppressMessage(\"x\", \"CA1000\", Justification = \"A reason.\")]")]
    [InlineData("# A reason.\ndotnet_diagnostic.CA1000.severity = none")]
    [InlineData("<!-- A reason. -->\n<NoWarn>CA1000</NoWarn>")]
    public void Suppression_with_a_reason_is_accepted(string content) => Assert.Empty(FindUnexplained(content));

    [Theory]
    [InlineData("#pragma warning disable CA1000")]
    [InlineData("class X;\n[SuppressMessage(\"x\", \"CA1000\")]")]
    [InlineData("# A reason.\n[tests/**.cs]\ndotnet_diagnostic.CA1000.severity = none")]
    [InlineData("# A reason.\ndotnet_diagnostic.CA1000.severity = none\ndotnet_diagnostic.CA1001.severity = none")]
    [InlineData("<PropertyGroup>\n<NoWarn>CA1000</NoWarn>")]
    public void Suppression_without_a_reason_is_found(string content) => Assert.Single(FindUnexplained(content));

    private static IEnumerable<int> FindUnexplained(string content)
    {
        var lines = content.Split('\n');
        return from line in lines.Index()
               where Suppression().IsMatch(line.Item)
               let previous = line.Index == 0 ? "" : lines[line.Index - 1]
               where !Reason().IsMatch(line.Item) && !CommentLine().IsMatch(previous)
               select line.Index + 1;
    }

    private static void AssertNone(IEnumerable<string> findings)
    {
        var list = findings.ToList();
        Assert.True(list.Count == 0, $"{list.Count} findings:\n{string.Join('\n', list.Take(100))}");
    }

    [GeneratedRegex("""
        ^\s*(\#pragma\ warning\ disable
        |\[(assembly:\s*)?(Unconditional)?SuppressMessage
        |<NoWarn>
        |[\w.]+\.severity\ =\ none)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Suppression();

    [GeneratedRegex("""//|<!--|Justification\s*=""")]
    private static partial Regex Reason();

    [GeneratedRegex("""^\s*(//|#\s|<!--)|-->\s*$""")]
    private static partial Regex CommentLine();
}
