using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class VersionAndFormatTests
{
    [Theory]
    [InlineData("1.29", 29)]
    [InlineData("v1.32.1", 32)]
    [InlineData("v1.32.1-eks-1a2b3c4", 32)]
    [InlineData("1.21+", 21)]
    [InlineData("v1.30+.2", 30)]
    public void KubernetesVersion_server_version_is_accepted(string text, int minor)
    {
        var version = ParserRunner.Parse(KubernetesVersion.Parser, text)!;
        Assert.Equal((text, minor), (version.Text, version.Minor));
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("v1")]
    [InlineData("2.1")]
    [InlineData("1.x")]
    [InlineData("1.-1")]
    [InlineData("1.")]
    [InlineData("1.29 ")]
    [InlineData("1.29.1 beta")]
    [InlineData("vv1.29")]
    [InlineData("1.29++")]
    [InlineData("latest")]
    public void KubernetesVersion_malformed_version_is_rejected(string text)
    {
        Assert.Equal(
            $"key: \"{text}\" is not a Kubernetes version such as v1.32.1",
            ParserRunner.GetError(KubernetesVersion.Parser, text));
        _ = KubernetesVersion.Parser.Parse(text, out var version);
        Assert.Null(version);
    }

    [Theory]
    [InlineData("{namespace}-{workload}", "shop-web")]
    [InlineData("{workload}-{namespace}", "web-shop")]
    [InlineData("{workload}_{namespace}", "web_shop")]
    [InlineData("{workload}{workload}", "webweb")]
    [InlineData("a{namespace}b", "ashopb")]
    [InlineData("node", "node")]
    public void VirtualNodeFormat_placeholders_are_expanded(string format, string expected) =>
        Assert.Equal(expected, ParserRunner.Parse(VirtualNodeFormat.Parser, format)!.Expand("shop", "web"));

    [Fact]
    public void VirtualNodeFormat_placeholder_in_a_value_is_not_expanded() =>
        Assert.Equal(
            "{workload}-{namespace}",
            new VirtualNodeFormat("{namespace}-{workload}").Expand("{workload}", "{namespace}"));

    [Theory]
    [InlineData("{pod}")]
    [InlineData("{Namespace}")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{{namespace}}")]
    [InlineData("{work{namespace}load}")]
    [InlineData("{name{workload}space}")]
    public void VirtualNodeFormat_unknown_placeholder_is_rejected(string text) => Assert.Equal(
        $"key: \"{text}\" has a placeholder other than {{namespace}} and {{workload}}",
        ParserRunner.GetError(VirtualNodeFormat.Parser, text));

    [Fact]
    public void VirtualNodeFormat_that_does_not_form_a_name_is_rejected()
    {
        Assert.Equal("key: \"\" is empty; set a name", ParserRunner.GetError(VirtualNodeFormat.Parser, ""));
        Assert.Contains(
            "remove /", ParserRunner.GetError(VirtualNodeFormat.Parser, "{namespace}/{workload}"),
            StringComparison.Ordinal);
    }
}
