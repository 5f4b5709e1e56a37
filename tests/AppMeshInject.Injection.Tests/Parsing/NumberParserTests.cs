using System.Globalization;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("60s", 60)]
    [InlineData("1m", 60)]
    [InlineData("36h", 129_600)]
    [InlineData("3650d", 315_360_000)]
    public void Validity_number_with_unit_is_accepted(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ParserRunner.Parse(ValueParsers.Validity, text));

    [Theory]
    [InlineData("", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("d", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("60", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("-60s", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("1.5d", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("99999999999d", "is not a duration such as 60s, 12h or 30d")]
    [InlineData("59s", "is not between 60s and 3650d")]
    [InlineData("3651d", "is not between 60s and 3650d")]
    [InlineData("2147483647d", "is not between 60s and 3650d")]
    public void Validity_malformed_or_out_of_range_is_rejected(string text, string message) =>
        Assert.Equal($"key: \"{text}\" {message}", ParserRunner.GetError(ValueParsers.Validity, text));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("80", 80)]
    [InlineData("0080", 80)]
    [InlineData("65535", 65535)]
    public void Port_1_to_65535_is_accepted(string text, int expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Port, text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 80")]
    [InlineData("80 ")]
    [InlineData("8e1")]
    [InlineData("http")]
    [InlineData("99999999999999999999")]
    [InlineData("\u0663")]
    public void Port_malformed_or_out_of_range_is_rejected(string text) =>
        Assert.Equal($"key: \"{text}\" is not a port (1 to 65535)", ParserRunner.GetError(ValueParsers.Port, text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("86400", 86400)]
    public void Seconds_0_to_a_day_is_accepted(string text, int expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Seconds, text));

    [Theory]
    [InlineData("-1")]
    [InlineData("86401")]
    [InlineData("20s")]
    [InlineData("")]
    public void Seconds_malformed_or_out_of_range_is_rejected(string text) =>
        Assert.Equal(
            $"key: \"{text}\" is not a whole number of seconds (0 to 86400)",
            ParserRunner.GetError(ValueParsers.Seconds, text));

    [Fact]
    public void PositiveSeconds_0_is_rejected()
    {
        Assert.Equal(1, ParserRunner.Parse(ValueParsers.PositiveSeconds, "1"));
        Assert.Equal(86400, ParserRunner.Parse(ValueParsers.PositiveSeconds, "86400"));
        Assert.Equal(
            "key: \"0\" is not a whole number of seconds (1 to 86400)",
            ParserRunner.GetError(ValueParsers.PositiveSeconds, "0"));
        Assert.Equal(
            "key: \"86401\" is not a whole number of seconds (1 to 86400)",
            ParserRunner.GetError(ValueParsers.PositiveSeconds, "86401"));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1")]
    [InlineData("1.00", "1")]
    [InlineData("0.05", "0.05")]
    [InlineData(".5", "0.5")]
    [InlineData("0.125", "0.13")]
    [InlineData("0.124", "0.12")]
    public void Fraction_is_rounded_to_two_decimals(string text, string expected) =>
        Assert.Equal(
            decimal.Parse(expected, CultureInfo.InvariantCulture), ParserRunner.Parse(ValueParsers.Fraction, text));

    [Theory]
    [InlineData("")]
    [InlineData("1.01")]
    [InlineData("-0.1")]
    [InlineData("5%")]
    [InlineData("1e-2")]
    [InlineData("0,5")]
    [InlineData("NaN")]
    public void Fraction_malformed_or_out_of_range_is_rejected(string text)
    {
        Assert.NotNull(ValueParsers.Fraction.Parse(text, out var value));
        Assert.Equal(0, value);
        Assert.Equal(
            $"key: \"{text}\" is not a number from 0 to 1", ParserRunner.GetError(ValueParsers.Fraction, text));
    }
}
