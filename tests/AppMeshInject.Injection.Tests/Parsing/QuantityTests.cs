using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

/// <summary>The rules of Kubernetes: k8s.io/apimachinery/pkg/api/resource/quantity.go.</summary>
public sealed class QuantityTests
{
    // Each is smaller than the next.
    private static readonly string[] Rising =
    [
        "0", "1n", "1u", "999u", "1m", "10m", "0.1", "250m", ".5", "1", "1.000000001", "1.5", "2", "1k", "1Ki", "1025", "10e3", "1M", "1Mi",
        "1G", "1Gi", "1e10", "1T", "1Ti", "1P", "1Pi", "1E", "1Ei", "1e19",
    ];

    [Fact]
    public void Amounts_compare_across_suffixes()
    {
        for (var i = 0; i < Rising.Length; i++)
        {
            for (var j = 0; j < Rising.Length; j++)
            {
                Assert.True(Parse(Rising[i]).Exceeds(Parse(Rising[j])) == i > j, $"{Rising[i]} and {Rising[j]}");
            }
        }
    }

    [Theory]
    [InlineData("1", "1000m")]
    [InlineData("1", "1.")]
    [InlineData("1", "+1")]
    [InlineData("0.5", ".5")]
    [InlineData("1e3", "1E3")]
    [InlineData("1e3", "1k")]
    [InlineData("1e+3", "1k")]
    [InlineData("1e-3", "1m")]
    [InlineData("1e18", "1E")]
    [InlineData("1e6", "1M")]
    [InlineData("1e9", "1G")]
    [InlineData("1e12", "1T")]
    [InlineData("1e15", "1P")]
    [InlineData("1e-6", "1u")]
    [InlineData("1e-9", "1n")]
    [InlineData("1Ki", "1024")]
    [InlineData("1Mi", "1024Ki")]
    [InlineData("1Gi", "1024Mi")]
    [InlineData("1Ti", "1024Gi")]
    [InlineData("1Pi", "1024Ti")]
    [InlineData("1Ei", "1024Pi")]
    [InlineData("1.5Ki", "1536")]
    [InlineData("0.1n", "1n")]
    [InlineData("1.1n", "2n")]
    [InlineData("1e-30", "1n")]
    [InlineData("0e-30", "0")]
    [InlineData("007", "7")]
    public void Amounts_may_be_written_in_many_ways(string one, string other)
    {
        Assert.False(Parse(one).Exceeds(Parse(other)));
        Assert.False(Parse(other).Exceeds(Parse(one)));
    }

    [Theory]
    [InlineData("+1.50")]
    [InlineData("1e30")]
    public void The_text_is_kept_as_written(string text) => Assert.Equal(text, Parse(text).Text);

    [Theory]
    [InlineData(" ")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 m")]
    [InlineData("-1")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("++1")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1.1.1")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData("0.1mi")]
    [InlineData("0.1am")]
    [InlineData("aoeu")]
    [InlineData(".5i")]
    [InlineData("1i")]
    [InlineData("3.01e-")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1e1k")]
    [InlineData("1K")]
    [InlineData("1ki")]
    [InlineData("1kb")]
    [InlineData("1MB")]
    [InlineData("1Mii")]
    [InlineData("m")]
    [InlineData("64 Mi")]
    [InlineData("1,5")]
    [InlineData("\u0661")]
    [InlineData("1e31")]
    [InlineData("1e-31")]
    [InlineData("1e2147483647")]
    [InlineData("1e-2147483648")]
    [InlineData("1e99999999999")]
    public void What_Kubernetes_refuses_is_a_fault(string text) =>
        Assert.Equal($"key: \"{text}\" is not a Kubernetes quantity such as 250m or 64Mi", ParserRunner.GetError(ValueParsers.OptionalQuantity, text));

    [Fact]
    public void A_quantity_has_at_most_64_characters()
    {
        Assert.True(Quantity.TryParse(new string('1', 64), out _));
        Assert.False(Quantity.TryParse(new string('1', 65), out _));
        Assert.False(Quantity.TryParse("", out _));
    }

    [Fact]
    public void An_empty_text_is_no_quantity() => Assert.Null(ParserRunner.Parse(ValueParsers.OptionalQuantity, ""));

    [Fact]
    public void A_text_is_a_quantity() => Assert.Equal("64Mi", ParserRunner.Parse(ValueParsers.OptionalQuantity, "64Mi")!.Value.Text);

    private static Quantity Parse(string text)
    {
        Assert.True(Quantity.TryParse(text, out var quantity), text);
        return quantity;
    }
}
