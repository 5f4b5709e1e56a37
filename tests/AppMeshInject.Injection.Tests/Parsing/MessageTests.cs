using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class MessageTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\r\0\u007f\u0085", "a?b????")]
    [InlineData("a\u2028b\u2029", "a?b?")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("", "")]
    public void A_line_has_no_control_characters(string text, string expected) => Assert.Equal(expected, TextSanitizer.Sanitize(text));

    [Theory]
    [InlineData("admin\u202e\u2066// check\u2069", "admin??// check?")]
    [InlineData("a\u200bb\u200c\u200d\u2060\ufeff\u00ad\u061c\u180e", "a?b???????")]
    [InlineData("\udb40\udc41\ud83d\ude00\udb40\udc41", "??\ud83d\ude00??")]
    [InlineData("gr\u00fc\u00df \u05d0\u05d1 \u4e2d \ud83d\ude00", "gr\u00fc\u00df \u05d0\u05d1 \u4e2d \ud83d\ude00")]
    public void A_line_has_nothing_that_makes_it_look_like_another(string text, string expected) => Assert.Equal(expected, TextSanitizer.Sanitize(text));

    [Theory]
    [InlineData("plain", false)]
    [InlineData("\u00fc\n\u2028\ud83d\ude00\ud83d", false)]
    [InlineData("a\u202e", true)]
    [InlineData("\udb40\udc41", true)]
    public void A_format_character_is_found(string text, bool expected) => Assert.Equal(expected, TextSanitizer.HasFormatCharacter(text));

    [Fact]
    public void A_line_has_no_half_characters()
    {
        Assert.Equal("?", TextSanitizer.Sanitize("\ud83d"));
        Assert.Equal("?", TextSanitizer.Sanitize("\ude00"));
        Assert.Equal("a?b", TextSanitizer.Sanitize("a\ud83db"));
        Assert.Equal("a?b", TextSanitizer.Sanitize("a\ude00b"));
        Assert.Equal("?\ud83d\ude00?", TextSanitizer.Sanitize("\ud83d\ud83d\ude00\ude00"));
    }

    [Fact]
    public void A_quotation_has_at_most_80_characters()
    {
        Assert.Equal($"\"{new string('a', 80)}\"", ValidationError.Quote(new string('a', 80)));
        Assert.Equal($"\"{new string('a', 80)}…\"", ValidationError.Quote(new string('a', 81)));
        Assert.Equal($"\"{new string('a', 79)}?…\"", ValidationError.Quote(new string('a', 79) + "\ud83d\ude00"));
    }

    [Theory]
    [InlineData("virtualNod", "virtualNode")]
    [InlineData("VIRTUALNODE", "virtualNode")]
    [InlineData("prots", "ports")]
    [InlineData("port", "ports")]
    [InlineData("portsss", "ports")]
    [InlineData("virtualNode", "virtualNode")]
    public void The_nearest_name_is_suggested(string written, string expected) =>
        Assert.Equal(expected, Suggestion.For(written, ["ports", "mesh", "virtualNode"]));

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("porticos")]
    [InlineData("something else")]
    public void What_is_not_near_is_not_suggested(string written) => Assert.Null(Suggestion.For(written, ["ports", "mesh", "virtualNode"]));

    [Fact]
    public void Of_two_that_are_equally_near_the_first_is_suggested() => Assert.Equal("abc", Suggestion.For("abx", ["abc", "abd"]));

    [Fact]
    public void A_third_of_a_name_may_be_wrong()
    {
        Assert.Equal("abcdefghi", Suggestion.For("abcdefxyz", ["abcdefghi"]));
        Assert.Null(Suggestion.For("abcdewxyz", ["abcdefghi"]));
        Assert.Equal("ab", Suggestion.For("xy", ["ab"]));
    }

    [Theory]
    [InlineData("prots", "ports", true)]
    [InlineData("xyz", "mesh", false)]
    [InlineData("", "mesh", false)]
    public void The_nearest_name_is_found_near_or_not(string written, string expected, bool expectedNear)
    {
        Assert.Equal(expected, Suggestion.FindNearest(written, ["ports", "mesh", "virtualNode"], out var isNear));
        Assert.Equal(expectedNear, isNear);
    }

    [Fact]
    public void Of_many_parts_with_one_fault_the_first_ten_are_named()
    {
        Assert.Equal("key: \"a,b\": \"a\", \"b\" are wrong", ValidationError.FormatMany("key", "a,b", ["a", "b"], "are wrong"));
        Assert.EndsWith("\"9\" are wrong", ValidationError.FormatMany("key", "", Numbers(10), "are wrong"), StringComparison.Ordinal);
        Assert.EndsWith("\"9\" and 1 more are wrong", ValidationError.FormatMany("key", "", Numbers(11), "are wrong"), StringComparison.Ordinal);

        static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(number => $"{number}")];
    }

    [Fact]
    public void Nothing_is_suggested_for_a_very_long_name()
    {
        Assert.NotNull(Suggestion.For(new string('a', 64), [new string('a', 63)]));
        Assert.Null(Suggestion.For(new string('a', 65), [new string('a', 65)]));
    }
}
