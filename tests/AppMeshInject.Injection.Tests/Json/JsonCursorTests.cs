using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Tests.Properties;

namespace AppMeshInject.Injection.Tests.Json;

/// <summary>Verifies that the scanner accepts exactly the input that <see cref="Utf8JsonReader"/> accepts.</summary>
public sealed class JsonCursorTests
{
    // Letters, the text around them (# is replaced), and the maximum number of letters.
    public static TheoryData<string, string, int> Alphabets => new()
    {
        { "{}[]\",:1n ", "#", 4 },
        { "01.eE+-x ", "#", 4 },
        { "01.eE+-", "[1,#]", 4 },
        { "\"\\u0aG/bfnrtx\u0001\n", "\"#\"", 3 },
        { "\\u0fFgG\"", "\"\\u00#\"", 4 },
        { "truefalsn,", "[#]", 4 },
        { "[]{}, \n\r\t\f:\"/", "{\"a\":[#]}", 4 },
    };

    [Theory]
    [MemberData(nameof(Alphabets))]
    public void SkipValue_all_texts_of_an_alphabet_accepts_what_Utf8JsonReader_accepts(
        string letters, string template, int maxLength)
    {
        var seen = 0;
        foreach (var text in CreateTexts(letters.Distinct().ToArray(), TestScale.IsSmall ? maxLength - 1 : maxLength))
        {
            AssertSame(template.Replace("#", text, StringComparison.Ordinal));
            seen++;
        }

        Assert.True(seen > letters.Distinct().Count());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("[true,false,null]")]
    [InlineData("tru")]
    [InlineData("falsy")]
    [InlineData("nul")]
    [InlineData("[truefalse]")]
    [InlineData("True")]
    [InlineData(" { \"a\" : [ 1 , \"b\" ] , \"c\" : { } } ")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1]")]
    [InlineData("[1}")]
    [InlineData("[1 2]")]
    [InlineData("[1] [2]")]
    [InlineData("[1],")]
    [InlineData("// comment\n1")]
    [InlineData("[1/**/]")]
    [InlineData("\ufeff{}")]
    [InlineData("[\u00a01]")]
    public void SkipValue_edge_case_accepts_what_Utf8JsonReader_accepts(string text) => AssertSame(text);

    [Fact]
    public void SkipValue_string_of_any_length_ends_at_its_quote()
    {
        string[] ends =
        [
            "\"", "\\\"\"", "\\u00e9\"", "\u0001\"", "\u001f\"", " \"", "\u007f\"", "\u00e9\"", "\\", "\\u12", "",
        ];
        foreach (var end in ends)
        {
            // Up to 50 bytes: several vectors of 16 bytes, and every length of the rest.
            for (var length = 0; length < 50; length++)
            {
                AssertSame($"[\"{new string('x', length)}{end}{new string('y', length % 20)}]");
                AssertSame($"[\"{new string('x', length)}{end},\"{new string('y', length)}\"]");
            }
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void SkipValue_more_than_64_levels_is_rejected(int depth, bool isAccepted)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]") })
        {
            // The last pair opens two levels at a time; an odd depth needs one more array.
            var levels = open == "[{\"a\":" ? 2 : 1;
            var times = depth / levels;
            var text = string.Concat(Enumerable.Repeat(open, times))
                + (depth % levels == 1 ? "[1]" : "1")
                + string.Concat(Enumerable.Repeat(close, times));
            AssertSame(text);
            Assert.Equal(isAccepted, IsAccepted(text));
        }

        // Only open levels count.
        AssertSame($"[{string.Join(',', Enumerable.Repeat("[{}]", 100))}]");
    }

    [Fact]
    public void SkipValue_malformed_throws_with_the_message_of_Utf8JsonReader()
    {
        foreach (var text in new[] { "", "{\"a\":\n  x}", "[1,]", "{\"a\":\"\u0001\"}", new string('[', 65), "{} {}" })
        {
            Assert.Equal(GetMessage(() => ReadWithReader(text)), GetMessage(() => ReadWithCursor(text)));
        }
    }

    [Fact]
    public void JsonText_escaped_or_not_compares_and_decodes_equally()
    {
        Assert.True(ReadText("\"name\"").Is("name"u8));
        Assert.True(ReadText("\"n\\u0061me\"").Is("name"u8));
        Assert.False(ReadText("\"names\"").Is("name"u8));
        Assert.False(ReadText("\"n\\u0062me\"").Is("name"u8));
        Assert.True(ReadText("\"name\"").StartsWith("na"u8));
        Assert.True(ReadText("\"n\\u0061me\"").StartsWith("na"u8));
        Assert.False(ReadText("\"name\"").StartsWith("am"u8));
        Assert.False(ReadText("\"n\\u0061me\"").StartsWith("am"u8));
        Assert.Equal("name", ReadText("\"n\\u0061me\"").GetString());
        Assert.Equal("a\"\u00e9\ud83d\ude00", ReadText("\"a\\\"\u00e9\\ud83d\\ude00\"").GetString());
        Assert.Equal("", ReadText("\"\"").GetString());
    }

    [Fact]
    public void GetString_common_value_returns_the_given_instance()
    {
        var common = new string("common".AsSpan());
        Assert.Same(common, ReadText("\"common\"").GetString(common));
        Assert.Equal("commons", ReadText("\"commons\"").GetString(common));

        // The low byte of U+016E is n.
        Assert.Equal("commo\u016e", ReadText("\"commo\u016e\"").GetString(common));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("-12", -12L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("null", null)]
    [InlineData(" 7 ", 7L)]
    public void ReadInt64_whole_number_or_null_returns_it(string text, long? expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, json.ReadInt64("field"));
        json.ExpectEnd();
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("9223372036854775808")]
    [InlineData("\"1\"")]
    [InlineData("[1]")]
    [InlineData("true")]
    public void ReadInt64_other_value_throws_PodFormatException(string text)
    {
        var exception = Assert.Throws<PodFormatException>(
            () => new JsonCursor(Encoding.UTF8.GetBytes(text)).ReadInt64("field"));
        Assert.Equal("field is not a whole number", exception.Message);
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.False(json.TryReadInt64(out _));
        json.ExpectEnd();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void ReadBoolean_boolean_or_null_returns_it(string text, bool expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, json.ReadBoolean("field"));
        json.ExpectEnd();
    }

    [Fact]
    public void Read_malformed_value_of_the_wrong_type_throws_JsonException()
    {
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("tru"u8).ReadBoolean("field"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("x"u8).ReadString("field"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("\"\n\""u8).ReadInt64("field"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("nul"u8).EnterObject("field"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("-"u8).EnterArray("field"));
    }

    // All texts of up to this many letters.
    private static IEnumerable<string> CreateTexts(char[] letters, int maxLength)
    {
        IEnumerable<string> texts = [""];
        for (var length = 0; length < maxLength; length++)
        {
            foreach (var text in texts)
            {
                yield return text;
            }

            texts = texts.SelectMany(text => letters.Select(letter => text + letter));
        }

        foreach (var text in texts)
        {
            yield return text;
        }
    }

    private static void AssertSame(string text) => Assert.True(IsAccepted(text) == IsAcceptedByReader(text), text);

    private static bool IsAccepted(string text)
    {
        try
        {
            ReadWithCursor(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ReadWithCursor(string text)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        json.SkipValue();
        json.ExpectEnd();
    }

    private static void ReadWithReader(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (json.Read())
        {
        }
    }

    private static string GetMessage(Action read) => Assert.ThrowsAny<JsonException>(read).Message;

    private static JsonText ReadText(string json) =>
        new JsonScanner(Encoding.UTF8.GetBytes(json)).ReadString();

    private static bool IsAcceptedByReader(string text)
    {
        try
        {
            ReadWithReader(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
