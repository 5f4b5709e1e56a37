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
    public void Sanitize_replaces_control_characters(string text, string expected) =>
        Assert.Equal(expected, TextSanitizer.Sanitize(text));

    [Theory]
    [InlineData("admin\u202e\u2066// check\u2069", "admin??// check?")]
    [InlineData("a\u200bb\u200c\u200d\u2060\ufeff\u00ad\u061c\u180e", "a?b???????")]
    [InlineData("\udb40\udc41\ud83d\ude00\udb40\udc41", "??\ud83d\ude00??")]
    [InlineData("gr\u00fc\u00df \u05d0\u05d1 \u4e2d \ud83d\ude00", "gr\u00fc\u00df \u05d0\u05d1 \u4e2d \ud83d\ude00")]
    public void Sanitize_replaces_format_characters_that_hide_or_reorder_text(string text, string expected) =>
        Assert.Equal(expected, TextSanitizer.Sanitize(text));

    [Theory]
    [InlineData("plain", false)]
    [InlineData("\u00fc\n\u2028\ud83d\ude00\ud83d", false)]
    [InlineData("a\u202e", true)]
    [InlineData("\udb40\udc41", true)]
    public void HasFormatCharacter_detects_format_characters_only(string text, bool expected) =>
        Assert.Equal(expected, TextSanitizer.HasFormatCharacter(text));

    [Fact]
    public void Sanitize_replaces_unpaired_surrogates()
    {
        Assert.Equal("?", TextSanitizer.Sanitize("\ud83d"));
        Assert.Equal("?", TextSanitizer.Sanitize("\ude00"));
        Assert.Equal("a?b", TextSanitizer.Sanitize("a\ud83db"));
        Assert.Equal("a?b", TextSanitizer.Sanitize("a\ude00b"));
        Assert.Equal("?\ud83d\ude00?", TextSanitizer.Sanitize("\ud83d\ud83d\ude00\ude00"));
    }

    [Fact]
    public void Quote_text_longer_than_80_characters_is_truncated()
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
    public void For_similar_name_returns_the_nearest_known_name(string name, string expected) =>
        Assert.Equal(expected, Suggestion.For(name, ["ports", "mesh", "virtualNode"]));

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("porticos")]
    [InlineData("something else")]
    public void For_dissimilar_name_returns_null(string name) =>
        Assert.Null(Suggestion.For(name, ["ports", "mesh", "virtualNode"]));

    [Fact]
    public void For_two_equally_near_names_returns_the_first() =>
        Assert.Equal("abc", Suggestion.For("abx", ["abc", "abd"]));

    [Fact]
    public void For_name_with_at_most_a_third_of_its_characters_changed_returns_a_suggestion()
    {
        Assert.Equal("abcdefghi", Suggestion.For("abcdefxyz", ["abcdefghi"]));
        Assert.Null(Suggestion.For("abcdewxyz", ["abcdefghi"]));
        Assert.Equal("ab", Suggestion.For("xy", ["ab"]));
    }

    [Theory]
    [InlineData("prots", "ports", true)]
    [InlineData("xyz", "mesh", false)]
    [InlineData("", "mesh", false)]
    public void FindNearest_returns_the_nearest_name_and_whether_it_is_near(
        string name, string expected, bool expectedIsNear)
    {
        Assert.Equal(expected, Suggestion.FindNearest(name, ["ports", "mesh", "virtualNode"], out var isNear));
        Assert.Equal(expectedIsNear, isNear);
    }

    [Fact]
    public void FormatMany_more_than_ten_tokens_names_ten_and_counts_the_others()
    {
        Assert.Equal(
            "key: \"a,b\": \"a\", \"b\" are wrong", ValidationError.FormatMany("key", "a,b", ["a", "b"], "are wrong"));
        Assert.EndsWith(
            "\"9\" are wrong", ValidationError.FormatMany("key", "", Numbers(10), "are wrong"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "\"9\" and 1 more are wrong", ValidationError.FormatMany("key", "", Numbers(11), "are wrong"),
            StringComparison.Ordinal);

        static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(number => $"{number}")];
    }

    [Fact]
    public void For_name_longer_than_64_characters_returns_null()
    {
        Assert.NotNull(Suggestion.For(new string('a', 64), [new string('a', 63)]));
        Assert.Null(Suggestion.For(new string('a', 65), [new string('a', 65)]));
    }
}
