using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Terminal;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public sealed class CommandConsoleTests
{
    [Fact]
    public void JSON_list_prints_each_item_before_the_next_is_created()
    {
        var output = Printed(output => Made(output));

        Assert.Equal(
            """
            {
              "warnings": [
                {
                  "kind": "One",
                  "text": "ü"
                },
                {
                  "kind": "Two",
                  "text": "b"
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            output);

        static IEnumerable<WarningReport> Made(StringWriter output)
        {
            yield return new WarningReport("One", "ü");
            Assert.EndsWith("\"ü\"\n    }", output.ToString(), StringComparison.Ordinal);
            yield return new WarningReport("Two", "b");
        }
    }

    [Fact]
    public void JSON_list_can_be_empty() => Assert.Equal("{\n  \"warnings\": []\n}\n", Printed(_ => []));

    private static string Printed(Func<StringWriter, IEnumerable<WarningReport>> make)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole(
            TextReader.Null, output, TextWriter.Null, Style.Plain, new Dictionary<string, string>());
        console.WriteJson("warnings", make(output), ExplanationJson.Default.WarningReport);
        return output.ToString();
    }
}
