using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class PortListParserTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("  ", new int[0])]
    [InlineData("80", new[] { 80 })]
    [InlineData("80,443", new[] { 80, 443 })]
    [InlineData(" 80 ,\t443 ", new[] { 80, 443 })]
    [InlineData("80,80", new[] { 80 })]
    public void Ports_comma_separated_list_returns_distinct_ports(string text, int[] expected) =>
        Assert.Equal(expected, ParserRunner.Parse(ValueParsers.Ports, text));

    [Theory]
    [InlineData("80,http", "key: \"80,http\": \"http\" is not a port (1 to 65535)")]
    [InlineData("0", "key: \"0\" is not a port (1 to 65535)")]
    [InlineData("80,", "key: \"80,\" has an empty item; remove the extra comma")]
    [InlineData(",80", "key: \",80\" has an empty item; remove the extra comma")]
    [InlineData("80,,443", "key: \"80,,443\" has an empty item; remove the extra comma")]
    [InlineData("80;443", "key: \"80;443\" is not a port (1 to 65535)")]
    [InlineData("8 0", "key: \"8 0\" is not a port (1 to 65535)")]
    public void Ports_malformed_item_error_names_it(string text, string expected) =>
        Assert.Equal(expected, ParserRunner.GetError(ValueParsers.Ports, text));

    [Theory]
    [InlineData("x,80,y", "key: \"x,80,y\" contains \"x\", \"y\", each of which is not a port (1 to 65535)")]
    [InlineData("x,x", "key: \"x,x\": \"x\" is not a port (1 to 65535)")]
    [InlineData(",,", "key: \",,\" has an empty item; remove the extra comma")]
    [InlineData(
        "80,x,,",
        "key: \"80,x,,\" contains \"x\", which is not a port (1 to 65535), and has an empty item; "
            + "remove the extra comma")]
    [InlineData(
        "0,a,b,c,d,e,f,g,h,i,j,k",
        "key: \"0,a,b,c,d,e,f,g,h,i,j,k\" contains \"0\", \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", "
            + "\"i\" and 2 more, each of which is not a port (1 to 65535)")]
    public void Ports_several_malformed_items_error_names_all(string text, string expected) =>
        Assert.Equal(expected, ParserRunner.GetError(ValueParsers.Ports, text));

    [Fact]
    public void Ports_invalid_list_returns_no_ports()
    {
        Assert.NotNull(ValueParsers.Ports.Parse("80,http", out var ports));
        Assert.Empty(ports);
    }

    [Fact]
    public void Ports_more_than_15_are_rejected()
    {
        Assert.Equal(15, ParserRunner.Parse(ValueParsers.Ports, PortList(15)).Count);
        Assert.Equal(15, ParserRunner.Parse(ValueParsers.Ports, PortList(15) + ",8000,8001").Count);
        Assert.EndsWith(
            "has 16 ports; the maximum is 15", ParserRunner.GetError(ValueParsers.Ports, PortList(16)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void IgnoredPorts_more_than_14_in_addition_to_22_are_rejected()
    {
        Assert.Equal(14, ParserRunner.Parse(ValueParsers.IgnoredPorts, PortList(14)).Count);
        Assert.Equal(14, ParserRunner.Parse(ValueParsers.IgnoredPorts, PortList(14) + ",8000").Count);
        Assert.Equal(15, ParserRunner.Parse(ValueParsers.IgnoredPorts, "22," + PortList(14)).Count);
        Assert.EndsWith(
            "has 15 ports other than 22; the maximum is 14",
            ParserRunner.GetError(ValueParsers.IgnoredPorts, PortList(15)), StringComparison.Ordinal);
        Assert.Equal("key: \"x\" is not a port (1 to 65535)", ParserRunner.GetError(ValueParsers.IgnoredPorts, "x"));
    }

    [Fact]
    public void IpRanges_more_than_256_items_are_rejected()
    {
        Assert.Equal(
            256, ParserRunner.Parse(ValueParsers.IpRanges, string.Join(',', Enumerable.Repeat("10.0.0.1", 256))).Count);
        Assert.EndsWith(
            "has more than 256 items",
            ParserRunner.GetError(ValueParsers.IpRanges, string.Join(',', Enumerable.Repeat("10.0.0.1", 257))),
            StringComparison.Ordinal);
    }

    private static string PortList(int count) => string.Join(',', Enumerable.Range(8000, count));
}
