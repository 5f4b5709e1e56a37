
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class SwitchParserTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    public void A_boolean_is_true_or_false_in_any_case(string text, bool expected) => Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Boolean, text));

    [Theory]
    [InlineData("enabled", true)]
    [InlineData("ENABLED", true)]
    [InlineData("disabled", false)]
    [InlineData("Disabled", false)]
    public void A_switch_is_enabled_or_disabled_in_any_case(string text, bool expected) => Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Switch, text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("enabled", true)]
    [InlineData("false", false)]
    [InlineData("DISABLED", false)]
    public void Preview_is_written_either_way(string text, bool expected) => Assert.Equal(expected, ParserRunner.Parse(ValueParsers.SwitchOrBoolean, text));

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData(" true")]
    [InlineData("true ")]
    public void Anything_else_is_a_fault(string text)
    {
        Assert.Equal($"key: \"{text}\" is not true or false", ParserRunner.GetError(ValueParsers.Boolean, text));
        Assert.Equal($"key: \"{text}\" is not enabled or disabled", ParserRunner.GetError(ValueParsers.Switch, text));
        Assert.Equal($"key: \"{text}\" is not enabled, disabled, true or false", ParserRunner.GetError(ValueParsers.SwitchOrBoolean, text));
    }

    [Fact]
    public void An_off_switch_only_switches_off()
    {
        Assert.False(ParserRunner.Parse(ValueParsers.DisabledOnly, "Disabled"));
        Assert.Equal("key: \"enabled\" is not the word disabled, which is all it takes", ParserRunner.GetError(ValueParsers.DisabledOnly, "enabled"));
    }

    [Fact]
    public void Only_booleans_are_bare_flags()
    {
        Assert.True(ValueParsers.Boolean.IsBoolean);
        Assert.False(ValueParsers.Switch.IsBoolean);
        Assert.False(ValueParsers.SwitchOrBoolean.IsBoolean);
        Assert.False(ValueParsers.DisabledOnly.IsBoolean);
    }

    [Theory]
    [InlineData("debug", "debug")]
    [InlineData("DEBUG", "debug")]
    [InlineData("Off", "off")]
    public void A_log_level_is_read_in_any_case(string text, string expected) => Assert.Equal(expected, ParserRunner.Parse(ValueParsers.LogLevel, text));

    [Theory]
    [InlineData("")]
    [InlineData("warn")]
    public void An_unknown_log_level_is_told_the_known_ones(string text) => Assert.Equal(
        $"key: \"{text}\" is not one of trace, debug, info, warning, error, critical, off",
        ParserRunner.GetError(ValueParsers.LogLevel, text));

    [Fact]
    public void One_of_a_few_words_says_which() => Assert.Equal("`a`, `b`", ValueParsers.OneOf("a", "b").AcceptedValues);
}
