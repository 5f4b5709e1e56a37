using AppMeshInject.Commands;
using AppMeshInject.Injection.Settings;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public class HelpTests
{
    public static TheoryData<string> Commands => ["serve", "inject", "explain"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_help_of_a_command_names_every_setting_with_its_variables_and_default(string command)
    {
        var help = HelpOf(command);

        Assert.All(SettingsCatalogue.All, setting =>
        {
            Assert.All(setting.Names, name => Assert.Contains($"--{name}", help, StringComparison.Ordinal));
            Assert.All(setting.Variables.Prepend(setting.Variable), variable => Assert.Contains(variable, help, StringComparison.Ordinal));
            Assert.Contains(setting.Default ?? "default: none", help, StringComparison.Ordinal);
            Assert.True(setting.Annotation is null || help.Contains("appmesh.k8s.aws/" + setting.Annotation, StringComparison.Ordinal));
        });
        Assert.All(SettingsCatalogue.Groups, group => Assert.Contains($"\n{group.Heading}:\n", help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("serve")]
    [InlineData("inject")]
    [InlineData("explain")]
    [InlineData("check")]
    public void The_help_fits_a_terminal_and_tells_the_exit_codes(string? command)
    {
        var help = HelpOf(command);

        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("Exit codes:", help, StringComparison.Ordinal);
        Assert.EndsWith("\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_of_the_program_names_the_commands()
    {
        var help = HelpOf(null);

        Assert.All(["serve", "inject", "explain", "check", "--help", "--version"], word => Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Inject_prints_its_help_whatever_else_is_wrong(string flag)
    {
        var run = InjectRun.In([], "", "--nonsense", flag);

        Assert.Equal((0, HelpText.GetInjectHelp(), ""), (run.ExitCode, run.Output, run.Error));
        Assert.All(["--output", "--namespace", "-o,", "-n,"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_command_is_answered_with_the_nearest()
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

    private static string HelpOf(string? command)
    {
        using var output = new StringWriter();
        Assert.Equal(0, HelpCommand.Run(command, output, TextWriter.Null));
        return output.ToString();
    }
}
