using AppMeshInject.Manifests;
using Xunit;

namespace AppMeshInject.Tests.Manifests;

public class YamlScalarTests
{
    // The values that kubectl 1.32 resolves.
    [Theory]
    [InlineData("y", "true"), InlineData("Y", "true"), InlineData("n", "false"), InlineData(
        "yes", "true"), InlineData("on", "true"), InlineData("off", "false")]
    [InlineData("true", "true"), InlineData("True", "true"), InlineData(
        "tRue", "\"tRue\""), InlineData("~", "null"), InlineData("Null", "null"), InlineData("", "null")]
    [InlineData("0o14", "12"), InlineData("014", "12"), InlineData("08", "8"), InlineData("0x1F", "31"), InlineData(
        "+0x1f", "31"), InlineData("0b11", "3"), InlineData("-0b11", "-3")]
    [InlineData(
        "0o8", "\"0o8\""), InlineData("-0o14", "-12"), InlineData("0x", "\"0x\""), InlineData("0B1",
        "1"), InlineData("0_1", "1"), InlineData("0", "0"), InlineData("00", "0")]
    [InlineData(
        "1_000", "1000"), InlineData("1__0", "10"), InlineData("_1", "\"_1\""), InlineData("1_0.5",
        "10.5"), InlineData("1:30", "\"1:30\"")]
    [InlineData(
        "1e3", "1000"), InlineData("1E3", "1000"), InlineData("1.0", "1"), InlineData("1.", "1"), InlineData(".5",
        "0.5"), InlineData("-.5", "-0.5"), InlineData("+1", "1"), InlineData("1e400", "\"1e400\"")]
    [InlineData("2001-01-01", "\"2001-01-01\""), InlineData(
        "2001-01-01T00:00:00Z", "\"2001-01-01T00:00:00Z\""), InlineData("=", "\"=\""), InlineData("NaN",
        "\"NaN\""), InlineData(".", "\".\"")]
    [InlineData(
        "12345678901234567890", "12345678901234567890"), InlineData("-9223372036854775808",
        "-9223372036854775808"), InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData(
        "100000000000000000000.0", "100000000000000000000"), InlineData("1e-7", "1E-07"), InlineData("nginx",
        "\"nginx\""), InlineData("-", "\"-\""), InlineData("+", "\"+\"")]
    public void Plain_scalar_resolves_as_in_kubectl(string text, string json) =>
        Assert.Equal(json, Json(text, isPlain: true, null));

    [Theory]
    [InlineData("1"), InlineData("yes"), InlineData(""), InlineData("~"), InlineData("0o14"), InlineData("1e3")]
    public void Quoted_scalar_is_a_string(string text) => Assert.Equal($"\"{text}\"", Json(text, isPlain: false, null));

    [Theory]
    [InlineData("str", "1", "\"1\""), InlineData("int", "7", "7"), InlineData("float", "1", "1"), InlineData(
        "bool", "yes", "true")]
    [InlineData("null", "", "null"), InlineData("binary", "aGk=", "\"hi\""), InlineData(
        "timestamp", "2001-01-01", "\"2001-01-01\"")]
    public void Tag_determines_the_type(string type, string text, string json)
    {
        Assert.Equal(json, Json(text, isPlain: true, "tag:yaml.org,2002:" + type));
        Assert.Equal(json, Json(text, isPlain: false, "tag:yaml.org,2002:" + type));
    }

    [Theory]
    [InlineData("!"), InlineData("!own")]
    public void Other_tags_make_a_string(string tag) => Assert.Equal("\"1\"", Json("1", isPlain: true, tag));

    [Theory]
    [InlineData("int", "x"), InlineData("int", "1.5"), InlineData("float", "x")]
    [InlineData("bool", "1"), InlineData("null", "x"), InlineData("binary", "?")]
    public void Mismatching_tag_is_an_error(string type, string text) =>
        Assert.Throws<FormatException>(() => YamlScalars.Resolve(text, isPlain: true, "tag:yaml.org,2002:" + type));

    [Fact]
    public void Number_of_any_length_is_read_quickly() =>
        Assert.Equal(ScalarKind.String, YamlScalars.Resolve(new string('9', 5_000_000), isPlain: true, null).Kind);

    private static string Json(string text, bool isPlain, string? tag)
    {
        var value = YamlScalars.Resolve(text, isPlain, tag);
        return value.Kind == ScalarKind.String ? $"\"{value.Text}\"" : value.Text;
    }
}
