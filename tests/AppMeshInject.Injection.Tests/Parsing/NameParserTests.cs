
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class NameParserTests
{
    [Theory]
    [InlineData("m")]
    [InlineData("mesh@123456789012")]
    [InlineData("a\"b\\c~1d")]
    [InlineData("\u03bc\ud83d\ude00")]
    public void A_mesh_may_have_nearly_any_name(string text) => Assert.Equal(text, ParserRunner.Parse(ValueParsers.MeshName, text));

    [Theory]
    [InlineData("", "is empty, but a name is needed")]
    [InlineData("a/b", "is not a name: it may have no /, white space or control character")]
    [InlineData("a b", "is not a name: it may have no /, white space or control character")]
    [InlineData("a\u00a0b", "is not a name: it may have no /, white space or control character")]
    [InlineData("a\u200bb\u2028", "is not a name: it may have no /, white space or control character")]
    [InlineData("a\0", "is not a name: it may have no /, white space or control character")]
    [InlineData("a\u0085", "is not a name: it may have no /, white space or control character")]
    public void A_name_is_one_word_without_slash(string text, string complaint) =>
        Assert.EndsWith($"\" {complaint}", ParserRunner.GetError(ValueParsers.MeshName, text), StringComparison.Ordinal);

    [Fact]
    public void A_name_has_at_most_255_characters()
    {
        Assert.Equal(255, ParserRunner.Parse(ValueParsers.MeshName, new string('m', 255)).Length);
        Assert.EndsWith("is longer than 255 characters", ParserRunner.GetError(ValueParsers.MeshName, new string('m', 256)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_beyond_the_first_65536_is_one()
    {
        var longest = string.Concat(Enumerable.Repeat("\ud83d\ude00", 255));
        Assert.Equal(longest, ParserRunner.Parse(ValueParsers.MeshName, longest));
        Assert.EndsWith("is longer than 255 characters", ParserRunner.GetError(ValueParsers.MeshName, longest + "m"), StringComparison.Ordinal);
        Assert.EndsWith("or control character", ParserRunner.GetError(ValueParsers.MeshName, longest[..400] + "/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-west-1", true)]
    [InlineData("", false)]
    [InlineData("eu west", false)]
    [InlineData("eu\u0007", false)]
    public void A_word_has_no_space(string text, bool isRight)
    {
        Assert.Equal(isRight, ValueParsers.Token.Parse(text, out _) is null);
        if (!isRight)
        {
            Assert.EndsWith(" is not one word", ParserRunner.GetError(ValueParsers.Token, text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("datadog.appmesh-system")]
    [InlineData("ref:status.hostIP")]
    [InlineData("REF:x")]
    public void An_address_is_a_word_or_the_host(string text) => Assert.Equal(text, ParserRunner.Parse(ValueParsers.Address, text));

    [Theory]
    [InlineData("", "key: \"\" is not a host name or address")]
    [InlineData("a b", "key: \"a b\" is not a host name or address")]
    [InlineData("ref:spec.nodeName", "key: \"ref:spec.nodeName\" is not ref:status.hostIP, the only field that can be referred to")]
    public void No_other_field_is_an_address(string text, string expected) => Assert.Equal(expected, ParserRunner.GetError(ValueParsers.Address, text));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/run/spire/agent.sock", true)]
    [InlineData("", false)]
    [InlineData("run", false)]
    [InlineData("/a:b", false)]
    [InlineData("/a b", false)]
    [InlineData("/a\n", false)]
    public void A_path_is_absolute(string text, bool isRight)
    {
        Assert.Equal(isRight, ValueParsers.Path.Parse(text, out _) is null);
        if (!isRight)
        {
            Assert.EndsWith(" is not an absolute path such as /etc/certs", ParserRunner.GetError(ValueParsers.Path, text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_has_at_most_1024_characters()
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
    public void A_file_has_a_path(string text, bool isRight)
    {
        Assert.Equal(isRight, ValueParsers.FilePath.Parse(text, out _) is null);
        if (!isRight)
        {
            Assert.EndsWith(" is not the path of a file", ParserRunner.GetError(ValueParsers.FilePath, text), StringComparison.Ordinal);
        }
    }
}
