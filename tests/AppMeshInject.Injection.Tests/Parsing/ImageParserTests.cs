using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class ImageParserTests
{
    private const string Hexadecimal = "0123456789abcdefABCDEF0123456789";

    [Theory]
    [InlineData("envoy")]
    [InlineData("registry.example:5000/team/envoy:v1.34.13.3-prod")]
    [InlineData("840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-proxy-route-manager:v7-prod")]
    [InlineData("envoy@sha256:" + Hexadecimal)]
    [InlineData("envoy:v1@sha256:" + Hexadecimal + "0")]
    [InlineData("envoy@sha256+b64.x_y-z:" + Hexadecimal)]
    [InlineData("localhost/envoy")]
    [InlineData("Registry-1.Example:5000/envoy")]
    [InlineData("[fd00::1A]:5000/envoy")]
    [InlineData("a--b/c_d/e__f.g-1:_F.-")]
    [InlineData("a.b:1")]
    public void Image_reference_is_accepted(string text) =>
        Assert.Equal(text, ParserRunner.Parse(ValueParsers.Image, text));

    [Theory]
    [InlineData("")]
    [InlineData(" envoy")]
    [InlineData("envoy image")]
    [InlineData("envoy:")]
    [InlineData("envoy@")]
    [InlineData("/envoy")]
    [InlineData("envoy/")]
    [InlineData("-envoy")]
    [InlineData("envoy-")]
    [InlineData("a//b")]
    [InlineData("https://registry/envoy")]
    [InlineData("envoy\"")]
    [InlineData("envoy\n")]
    [InlineData("a:b:c")]
    [InlineData("a:.b")]
    [InlineData("a:-b")]
    [InlineData("a:b+c")]
    [InlineData("a@b@c")]
    [InlineData("envoy@v1")]
    [InlineData("x@sha256:abc")]
    [InlineData("x@sha256:0123456789abcdefABCDEF012345678")]
    [InlineData("x@sha256:0123456789abcdefABCDEF012345678g")]
    [InlineData("x@256sha:" + Hexadecimal)]
    [InlineData("x@sha256-:" + Hexadecimal)]
    [InlineData("x@sha256:" + Hexadecimal + ":v1")]
    [InlineData("Envoy")]
    [InlineData("Foo/BAR:x")]
    [InlineData("foo/bar/Baz")]
    [InlineData("a.:b")]
    [InlineData("a./b")]
    [InlineData("a..b/c")]
    [InlineData("a.-b/c")]
    [InlineData("a:/b")]
    [InlineData("a:x/b")]
    [InlineData("a/b/-c")]
    [InlineData("a/b..c")]
    [InlineData("a/b___c")]
    [InlineData("a/b+c")]
    [InlineData("[fd00::1]")]
    [InlineData("[g]/a")]
    [InlineData("[]/a")]
    public void Image_malformed_reference_is_rejected(string text) => Assert.EndsWith(
        " is not an image reference such as registry.example/envoy:v1",
        ParserRunner.GetError(ValueParsers.Image, text),
        StringComparison.Ordinal);

    [Fact]
    public void Image_path_longer_than_255_characters_is_rejected()
    {
        Assert.Null(ValueParsers.Image.Parse("registry.example/" + new string('i', 255) + ":v1", out _));
        Assert.NotNull(ValueParsers.Image.Parse("registry.example/" + new string('i', 256) + ":v1", out _));
    }

    [Fact]
    public void Image_longer_than_1024_characters_is_rejected()
    {
        Assert.Equal(1024, ParserRunner.Parse(ValueParsers.Image, "i@sha256:" + new string('0', 1015)).Length);
        Assert.NotNull(ValueParsers.Image.Parse("i@sha256:" + new string('0', 1016), out _));
    }

    [Theory]
    [InlineData("v1.34.13.3-prod")]
    [InlineData("_")]
    [InlineData("Z-9.a")]
    public void ImageTag_valid_tag_is_accepted(string text) =>
        Assert.Equal(text, ParserRunner.Parse(ValueParsers.ImageTag, text));

    [Theory]
    [InlineData("")]
    [InlineData("@sha256:0123")]
    [InlineData(".v1")]
    [InlineData("-v1")]
    [InlineData("v1:2")]
    [InlineData("v1/2")]
    [InlineData("v1+2")]
    public void ImageTag_malformed_tag_is_rejected(string text) =>
        Assert.Equal(
            $"key: \"{text}\" is not an image tag such as v1",
            ParserRunner.GetError(ValueParsers.ImageTag, text));

    [Fact]
    public void ImageTag_longer_than_128_characters_is_rejected()
    {
        Assert.Equal(128, ParserRunner.Parse(ValueParsers.ImageTag, new string('t', 128)).Length);
        Assert.NotNull(ValueParsers.ImageTag.Parse(new string('t', 129), out _));
        Assert.Null(ValueParsers.Image.Parse("i:" + new string('t', 128), out _));
        Assert.NotNull(ValueParsers.Image.Parse("i:" + new string('t', 129), out _));
    }
}
