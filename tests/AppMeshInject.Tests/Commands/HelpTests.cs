using AppMeshInject.Commands;
using AppMeshInject.Injection.Settings;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public class HelpTests
{
    public static TheoryData<string> Commands => ["serve", "inject", "explain"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_help_lists_every_setting_with_variables_and_default(string command)
    {
        var help = GetHelp(command);

        Assert.All(SettingsCatalogue.All, setting =>
        {
            Assert.All(setting.Names, name => Assert.Contains($"--{name}", help, StringComparison.Ordinal));
            Assert.All(
                setting.OtherEnvironmentVariables.Prepend(setting.EnvironmentVariable), variable =>
                    Assert.Contains(variable, help, StringComparison.Ordinal));
            Assert.Contains(setting.Default ?? "default: none", help, StringComparison.Ordinal);
            Assert.True(
                setting.Annotation is null
                    || help.Contains("appmesh.k8s.aws/" + setting.Annotation, StringComparison.Ordinal));
        });
        Assert.All(
            SettingsCatalogue.Groups, group =>
                Assert.Contains($"\n{group.Heading}:\n", help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("serve")]
    [InlineData("inject")]
    [InlineData("explain")]
    [InlineData("check")]
    public void Help_fits_a_terminal_and_lists_the_exit_codes(string? command)
    {
        var help = GetHelp(command);

        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("Exit codes:", help, StringComparison.Ordinal);
        Assert.EndsWith("\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_help_lists_the_commands()
    {
        var help = GetHelp(null);

        Assert.All(
            ["serve", "inject", "explain", "check", "--help", "--version"], word =>
                Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Inject_help_is_printed_despite_other_errors(string flag)
    {
        var run = InjectRun.CreateInEnvironment([], "", "--nonsense", flag);

        Assert.Equal((0, HelpText.GetInjectHelp(), ""), (run.ExitCode, run.Output, run.Error));
        Assert.All(
            ["--output", "--namespace", "-o,", "-n,"], word =>
                Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_command_suggests_the_most_similar_one()
    {
        using var error = new StringWriter();

        Assert.Equal(2, UnknownCommand.Run("injct", error));
        Assert.Contains("did you mean inject?", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_for_an_unknown_command_is_an_error()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(2, HelpCommand.Run("nonsense", output, error));
        Assert.Equal("", output.ToString());
    }

    private static string GetHelp(string? command)
    {
        using var output = new StringWriter();
        Assert.Equal(0, HelpCommand.Run(command, output, TextWriter.Null));
        return output.ToString();
    }
}
