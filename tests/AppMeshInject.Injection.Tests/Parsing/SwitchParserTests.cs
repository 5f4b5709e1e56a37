using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class SwitchParserTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    public void Boolean_ignores_case(string text, bool expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Boolean, text));

    [Theory]
    [InlineData("enabled", true)]
    [InlineData("ENABLED", true)]
    [InlineData("disabled", false)]
    [InlineData("Disabled", false)]
    public void Switch_ignores_case(string text, bool expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Switch, text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("enabled", true)]
    [InlineData("false", false)]
    [InlineData("DISABLED", false)]
    public void SwitchOrBoolean_accepts_both_notations(string text, bool expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.SwitchOrBoolean, text));

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData(" true")]
    [InlineData("true ")]
    public void Switches_other_text_is_rejected(string text)
    {
        Assert.Equal($"key: \"{text}\" is not true or false", ParserRunner.GetError(ValueParsers.Boolean, text));
        Assert.Equal($"key: \"{text}\" is not enabled or disabled", ParserRunner.GetError(ValueParsers.Switch, text));
        Assert.Equal(
            $"key: \"{text}\" is not enabled, disabled, true or false",
            ParserRunner.GetError(ValueParsers.SwitchOrBoolean, text));
    }

    [Fact]
    public void DisabledOnly_enabled_is_rejected()
    {
        Assert.False(ParserRunner.Parse(ValueParsers.DisabledOnly, "Disabled"));
        Assert.Equal(
            "key: \"enabled\" is not disabled, the only accepted value",
            ParserRunner.GetError(ValueParsers.DisabledOnly, "enabled"));
    }

    [Fact]
    public void IsBoolean_is_true_only_for_Boolean()
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
    public void LogLevel_ignores_case(string text, string expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.LogLevel, text));

    [Theory]
    [InlineData("")]
    [InlineData("warn")]
    public void LogLevel_unknown_error_lists_the_known_levels(string text) => Assert.Equal(
        $"key: \"{text}\" is not one of trace, debug, info, warning, error, critical, off",
        ParserRunner.GetError(ValueParsers.LogLevel, text));

    [Fact]
    public void OneOf_accepted_values_lists_the_values() =>
        Assert.Equal("`a`, `b`", ValueParsers.OneOf("a", "b").AcceptedValues);
}
