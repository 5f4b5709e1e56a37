using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class NameParserTests
{
    [Theory]
    [InlineData("m")]
    [InlineData("mesh@123456789012")]
    [InlineData("a\"b\\c~1d")]
    [InlineData("\u03bc\ud83d\ude00")]
    public void MeshName_without_slash_or_white_space_is_accepted(string text) =>
        Assert.Equal(text, ParserRunner.Parse(ValueParsers.MeshName, text));

    [Theory]
    [InlineData("", "is empty; set a name")]
    [InlineData("a/b", "is not a valid name; remove /, white space and control characters")]
    [InlineData("a b", "is not a valid name; remove /, white space and control characters")]
    [InlineData("a\u00a0b", "is not a valid name; remove /, white space and control characters")]
    [InlineData("a\u200bb\u2028", "is not a valid name; remove /, white space and control characters")]
    [InlineData("a\0", "is not a valid name; remove /, white space and control characters")]
    [InlineData("a\u0085", "is not a valid name; remove /, white space and control characters")]
    public void MeshName_malformed_name_is_rejected(string text, string message) =>
        Assert.EndsWith($"\" {message}", ParserRunner.GetError(ValueParsers.MeshName, text), StringComparison.Ordinal);

    [Fact]
    public void MeshName_longer_than_255_characters_is_rejected()
    {
        Assert.Equal(255, ParserRunner.Parse(ValueParsers.MeshName, new string('m', 255)).Length);
        Assert.EndsWith(
            "is longer than 255 characters", ParserRunner.GetError(ValueParsers.MeshName, new string('m', 256)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void MeshName_surrogate_pair_counts_as_one_character()
    {
        var maximum = string.Concat(Enumerable.Repeat("\ud83d\ude00", 255));
        Assert.Equal(maximum, ParserRunner.Parse(ValueParsers.MeshName, maximum));
        Assert.EndsWith(
            "is longer than 255 characters", ParserRunner.GetError(ValueParsers.MeshName, maximum + "m"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "and control characters", ParserRunner.GetError(ValueParsers.MeshName, maximum[..400] + "/"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", true)]
    [InlineData("", false)]
    [InlineData("eu west", false)]
    [InlineData("eu\u0007", false)]
    public void Token_empty_or_with_white_space_or_control_character_is_rejected(string text, bool isValid)
    {
        Assert.Equal(isValid, ValueParsers.Token.Parse(text, out _) is null);
        if (!isValid)
        {
            Assert.EndsWith(
                " is empty or contains white space or control characters",
                ParserRunner.GetError(ValueParsers.Token, text),
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("datadog.appmesh-system")]
    [InlineData("ref:status.hostIP")]
    [InlineData("REF:x")]
    public void Address_host_or_reference_to_the_host_IP_is_accepted(string text) =>
        Assert.Equal(text, ParserRunner.Parse(ValueParsers.Address, text));

    [Theory]
    [InlineData("", "key: \"\" is not a host name or address")]
    [InlineData("a b", "key: \"a b\" is not a host name or address")]
    [InlineData(
        "ref:spec.nodeName",
        "key: \"ref:spec.nodeName\" is not ref:status.hostIP, the only supported field reference")]
    public void Address_malformed_or_reference_to_another_field_is_rejected(string text, string expected) =>
        Assert.Equal(expected, ParserRunner.GetError(ValueParsers.Address, text));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/run/spire/agent.sock", true)]
    [InlineData("", false)]
    [InlineData("run", false)]
    [InlineData("/a:b", false)]
    [InlineData("/a b", false)]
    [InlineData("/a\n", false)]
    public void Path_not_absolute_or_with_a_forbidden_character_is_rejected(string text, bool isValid)
    {
        Assert.Equal(isValid, ValueParsers.Path.Parse(text, out _) is null);
        if (!isValid)
        {
            Assert.EndsWith(
                " is not an absolute path such as /etc/certs", ParserRunner.GetError(ValueParsers.Path, text),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Path_longer_than_1024_characters_is_rejected()
    {
        Assert.Null(ValueParsers.Path.Parse("/" + new string('p', 1023), out _));
        Assert.NotNull(ValueParsers.Path.Parse("/" + new string('p', 1024), out _));
    }

    [Theory]
    [InlineData("tls.crt", true)]
    [InlineData("C:/my certs/tls.crt", true)]
    [InlineData("", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u001fb", false)]
    public void FilePath_empty_or_with_a_control_character_is_rejected(string text, bool isValid)
    {
        Assert.Equal(isValid, ValueParsers.FilePath.Parse(text, out _) is null);
        if (!isValid)
        {
            Assert.EndsWith(
                " is not a file path", ParserRunner.GetError(ValueParsers.FilePath, text),
                StringComparison.Ordinal);
        }
    }
}
