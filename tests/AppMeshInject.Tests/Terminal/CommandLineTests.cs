using AppMeshInject.Terminal;
using Xunit;

namespace AppMeshInject.Tests.Terminal;

public sealed class CommandLineTests
{
    private static readonly CommandOption Output = new("output", "o", "FILE", "Path of the output file");
    private static readonly CommandOption Quiet = new("quiet", null, null, "Writes no output");

    [Theory]
    [InlineData("--mesh-name=m")]
    [InlineData("-mesh-name=m")]
    [InlineData("--mesh-name", "m")]
    [InlineData("-mesh-name", "m")]
    public void Flag_accepts_one_or_two_dashes_and_an_equals_sign_or_a_space(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments);

        Assert.Empty(line.Errors);
        Assert.Empty(line.Operands);
        var (flag, setting, value) = Assert.Single(line.Settings);
        Assert.Equal(arguments[0].Split('=')[0], flag);
        Assert.Equal(("mesh-name", "m"), (setting.Name, value));
    }

    [Theory]
    [InlineData("--mesh-name=", "")]
    [InlineData("--mesh-name=a=b", "a=b")]
    [InlineData("--mesh-name=-", "-")]
    public void Value_is_everything_after_the_first_equals_sign(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(CommandLine.Parse([argument]).Settings).Value);

    [Fact]
    public void Boolean_flag_without_value_is_true_and_does_not_consume_the_next_argument()
    {
        var line = CommandLine.Parse(["--preview", "false"]);

        Assert.Equal("true", Assert.Single(line.Settings).Value);
        Assert.Equal(["false"], line.Operands);
        Assert.Equal("false", Assert.Single(CommandLine.Parse(["--preview=false"]).Settings).Value);
    }

    [Fact]
    public void Alias_resolves_to_its_setting_and_keeps_the_flag_as_written()
    {
        var (flag, setting, _) = Assert.Single(CommandLine.Parse(["--log-level=debug"]).Settings);

        Assert.Equal(("--log-level", "sidecar-log-level"), (flag, setting.Name));
    }

    [Theory]
    [InlineData("--mesh-nam=m", "--mesh-nam: unknown flag; did you mean --mesh-name?")]
    [InlineData("-prt=1", "-prt: unknown flag; did you mean --port?")]
    [InlineData("--something-else-entirely", "--something-else-entirely: unknown flag; see --help")]
    [InlineData("--a\nb", "--a?b: unknown flag; see --help")]
    [InlineData("--=x", "--: unknown flag; see --help")]
    [InlineData("-x", "-x: unknown flag; see --help")]
    [InlineData("--outptu=x", "--outptu: unknown flag; did you mean --output?")]
    public void Unknown_flag_is_an_error_with_a_suggestion(string argument, string expected)
    {
        var line = CommandLine.Parse([argument, "next"], Output);

        Assert.Equal([expected], line.Errors);
        Assert.Empty(line.Settings);
        Assert.Equal(["next"], line.Operands);
    }

    [Theory]
    [InlineData("--mesh-name")]
    [InlineData("--mesh-name", "--preview")]
    [InlineData("--mesh-name", "-preview")]
    public void Missing_value_is_an_error(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments);

        Assert.Equal(["--mesh-name: value is missing; write --mesh-name=VALUE"], line.Errors);
        Assert.DoesNotContain(line.Settings, given => given.Setting.Name == "mesh-name");
        Assert.Equal(arguments.Length - 1, line.Settings.Count);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-0x")]
    [InlineData("-")]
    public void Argument_that_starts_with_a_dash_and_a_digit_is_a_value(string value)
    {
        var line = CommandLine.Parse(["--prestop-delay", value]);

        Assert.Empty(line.Errors);
        Assert.Equal(value, Assert.Single(line.Settings).Value);
    }

    [Theory]
    [InlineData("--quiet=")]
    [InlineData("--quiet=yes")]
    public void Option_without_value_rejects_a_value(string argument)
    {
        var line = CommandLine.Parse([argument, "next"], Quiet);

        Assert.Equal(["--quiet: takes no value"], line.Errors);
        Assert.Empty(line.Options);
        Assert.Equal(["next"], line.Operands);
    }

    [Fact]
    public void All_errors_are_reported() =>
        Assert.Equal(3, CommandLine.Parse(["--nope1-nope1", "--nope2-nope2", "--port"]).Errors.Count);

    [Fact]
    public void Arguments_without_dash_and_a_single_dash_are_operands() =>
        Assert.Equal(["pod.yaml", "-", ""], CommandLine.Parse(["pod.yaml", "-", "", "--preview"]).Operands);

    [Fact]
    public void All_arguments_after_two_dashes_are_operands()
    {
        var line = CommandLine.Parse(["a", "--", "--preview", "--", "b"]);

        Assert.Equal(["a", "--preview", "--", "b"], line.Operands);
        Assert.Empty(line.Settings);
    }

    [Theory]
    [InlineData("--output=x")]
    [InlineData("--output", "x")]
    [InlineData("-o", "x")]
    [InlineData("-o=x")]
    public void Option_is_found_by_its_name_and_its_letter(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments, Output, Quiet);

        Assert.Empty(line.Errors);
        Assert.Empty(line.Operands);
        Assert.Equal("x", Assert.Single(line.Options, option => option.Key == "output").Value);
    }

    [Fact]
    public void Option_accepts_a_single_dash_as_value_and_rejects_a_missing_value()
    {
        var line = CommandLine.Parse(["--output", "-", "--quiet", "x"], Output, Quiet);

        Assert.Equal("-", line.Options["output"]);
        Assert.Equal("", line.Options["quiet"]);
        Assert.Equal(["x"], line.Operands);
        Assert.Equal(["-o: value is missing; write -o=VALUE"], CommandLine.Parse(["-o"], Output).Errors);
    }
}
