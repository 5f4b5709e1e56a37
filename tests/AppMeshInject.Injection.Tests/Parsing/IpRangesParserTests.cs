using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class IpRangesParserTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.1.2.3/32")]
    [InlineData("::1")]
    [InlineData("::/0")]
    [InlineData("FD00::/8")]
    [InlineData("fd00:ec2::254/128")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("1:2:3:4:5:6:7:8")]
    public void IpRanges_address_or_CIDR_block_is_returned_unchanged(string text) =>
        Assert.Equal([text], ParserRunner.Parse(ValueParsers.IpRanges, text));

    [Fact]
    public void IpRanges_comma_separated_list_returns_all_items() =>
        Assert.Equal(["10.0.0.1", "fd00::/8"], ParserRunner.Parse(ValueParsers.IpRanges, "10.0.0.1 , fd00::/8"));

    // IPAddress.TryParse accepts many of these.
    [Theory]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.04")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.4:80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::1%1")]
    [InlineData("::1::")]
    [InlineData(":::")]
    [InlineData("12345::")]
    [InlineData("localhost")]
    [InlineData("/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/00")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0 /8")]
    [InlineData("::/129")]
    [InlineData("10.0.0.1 10.0.0.2")]
    public void IpRanges_malformed_item_is_rejected(string text) =>
        Assert.Equal(
            $"key: \"{text}\" is not an IP address or CIDR block", ParserRunner.GetError(ValueParsers.IpRanges, text));

    [Fact]
    public void IpRanges_one_malformed_item_error_names_it() =>
        Assert.Equal(
            "key: \"10.0.0.1,x\": \"x\" is not an IP address or CIDR block",
            ParserRunner.GetError(ValueParsers.IpRanges, "10.0.0.1,x"));
}
