using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Settings;

public sealed class CommandLineTests
{
    private static readonly CommandOption Output = new("output", "o", "FILE", "Where it goes");
    private static readonly CommandOption Quiet = new("quiet", null, null, "Says nothing");

    [Theory]
    [InlineData("--mesh-name=m")]
    [InlineData("-mesh-name=m")]
    [InlineData("--mesh-name", "m")]
    [InlineData("-mesh-name", "m")]
    public void A_flag_is_written_in_several_ways(params string[] arguments)
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
    public void What_follows_the_first_equals_sign_is_the_value(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(CommandLine.Parse([argument]).Settings).Value);

    [Fact]
    public void A_bare_boolean_is_true_and_takes_no_word()
    {
        var line = CommandLine.Parse(["--preview", "false"]);
        Assert.Equal("true", Assert.Single(line.Settings).Value);
        Assert.Equal(["false"], line.Operands);
        Assert.Equal("false", Assert.Single(CommandLine.Parse(["--preview=false"]).Settings).Value);
    }

    [Fact]
    public void An_alias_is_the_setting_and_keeps_the_name_that_was_written()
    {
        var (flag, setting, _) = Assert.Single(CommandLine.Parse(["--log-level=debug"]).Settings);
        Assert.Equal(("--log-level", "sidecar-log-level"), (flag, setting.Name));
    }

    [Theory]
    [InlineData("--mesh-nam=m", "--mesh-nam: no such flag; did you mean --mesh-name?")]
    [InlineData("-prt=1", "-prt: no such flag; did you mean --port?")]
    [InlineData("--something-else-entirely", "--something-else-entirely: no such flag; see --help")]
    [InlineData("--a\nb", "--a?b: no such flag; see --help")]
    [InlineData("--=x", "--: no such flag; see --help")]
    [InlineData("-x", "-x: no such flag; see --help")]
    [InlineData("--outptu=x", "--outptu: no such flag; did you mean --output?")]
    public void An_unknown_flag_is_a_fault(string argument, string expected)
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
    public void A_missing_value_is_a_fault(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments);
        Assert.Equal(["--mesh-name: a value is missing; write --mesh-name=VALUE"], line.Errors);
        Assert.DoesNotContain(line.Settings, given => given.Setting.Name == "mesh-name");
        Assert.Equal(arguments.Length - 1, line.Settings.Count);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-0x")]
    [InlineData("-")]
    public void A_number_below_zero_is_a_value(string value)
    {
        var line = CommandLine.Parse(["--prestop-delay", value]);
        Assert.Empty(line.Errors);
        Assert.Equal(value, Assert.Single(line.Settings).Value);
    }

    [Theory]
    [InlineData("--quiet=")]
    [InlineData("--quiet=yes")]
    public void An_option_without_value_takes_none(string argument)
    {
        var line = CommandLine.Parse([argument, "next"], Quiet);
        Assert.Equal(["--quiet: takes no value"], line.Errors);
        Assert.Empty(line.Options);
        Assert.Equal(["next"], line.Operands);
    }

    [Fact]
    public void Every_fault_is_found() => Assert.Equal(3, CommandLine.Parse(["--nope1-nope1", "--nope2-nope2", "--port"]).Errors.Count);

    [Fact]
    public void Words_and_a_lone_dash_are_operands() =>
        Assert.Equal(["pod.yaml", "-", ""], CommandLine.Parse(["pod.yaml", "-", "", "--preview"]).Operands);

    [Fact]
    public void After_two_dashes_everything_is_an_operand()
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
    public void An_option_is_found_by_its_name_and_letter(params string[] arguments)
    {
        var line = CommandLine.Parse(arguments, Output, Quiet);
        Assert.Empty(line.Errors);
        Assert.Empty(line.Operands);
        Assert.Equal("x", Assert.Single(line.Options, option => option.Key == "output").Value);
    }

    [Fact]
    public void An_option_may_take_a_lone_dash_or_nothing()
    {
        var line = CommandLine.Parse(["--output", "-", "--quiet", "x"], Output, Quiet);
        Assert.Equal("-", line.Options["output"]);
        Assert.Equal("", line.Options["quiet"]);
        Assert.Equal(["x"], line.Operands);
        Assert.Equal(["-o: a value is missing; write -o=VALUE"], CommandLine.Parse(["-o"], Output).Errors);
    }
}
