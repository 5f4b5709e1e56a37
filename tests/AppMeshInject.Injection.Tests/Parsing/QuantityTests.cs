using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

/// <summary>
/// Verifies the rules of Kubernetes.
/// https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
/// </summary>
public sealed class QuantityTests
{
    // Sorted: each amount is smaller than the next.
    private static readonly string[] Ascending =
    [
        "0", "1n", "1u", "999u", "1m", "10m", "0.1", "250m", ".5", "1", "1.000000001", "1.5", "2", "1k", "1Ki", "1025",
        "10e3", "1M", "1Mi",
        "1G", "1Gi", "1e10", "1T", "1Ti", "1P", "1Pi", "1E", "1Ei", "1e19",
    ];

    [Fact]
    public void Exceeds_different_suffixes_compares_the_amounts()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                Assert.True(
                    Parse(Ascending[i]).Exceeds(Parse(Ascending[j])) == i > j, $"{Ascending[i]} and {Ascending[j]}");
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
    public void Exceeds_equal_amounts_in_different_notation_returns_false(string first, string second)
    {
        Assert.False(Parse(first).Exceeds(Parse(second)));
        Assert.False(Parse(second).Exceeds(Parse(first)));
    }

    [Theory]
    [InlineData("+1.50")]
    [InlineData("1e30")]
    public void TryParse_keeps_the_original_text(string text) => Assert.Equal(text, Parse(text).Text);

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
    public void OptionalQuantity_text_that_Kubernetes_rejects_is_rejected(string text) =>
        Assert.Equal(
            $"key: \"{text}\" is not a Kubernetes quantity such as 250m or 64Mi",
            ParserRunner.GetError(ValueParsers.OptionalQuantity, text));

    [Fact]
    public void TryParse_empty_or_longer_than_64_characters_returns_false()
    {
        Assert.True(Quantity.TryParse(new string('1', 64), out _));
        Assert.False(Quantity.TryParse(new string('1', 65), out _));
        Assert.False(Quantity.TryParse("", out _));
    }

    [Fact]
    public void OptionalQuantity_empty_text_returns_null() =>
        Assert.Null(ParserRunner.Parse(ValueParsers.OptionalQuantity, ""));

    [Fact]
    public void OptionalQuantity_valid_text_returns_the_quantity() =>
        Assert.Equal("64Mi", ParserRunner.Parse(ValueParsers.OptionalQuantity, "64Mi")!.Value.Text);

    private static Quantity Parse(string text)
    {
        Assert.True(Quantity.TryParse(text, out var quantity), text);
        return quantity;
    }
}
