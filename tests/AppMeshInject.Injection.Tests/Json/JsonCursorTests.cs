using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Tests.Properties;

namespace AppMeshInject.Injection.Tests.Json;

/// <summary>What is JSON is what .NET's reader takes for JSON.</summary>
public sealed class JsonCursorTests
{
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
    public void Whatever_stands_there_is_JSON_where_it_is_for_the_reader_of_NET(string letters, string place, int length)
    {
        var longest = TestScale.IsSmall ? length - 1 : length;
        var seen = 0;
        foreach (var text in Texts(letters.Distinct().ToArray(), longest))
        {
            AssertSame(place.Replace("#", text, StringComparison.Ordinal));
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
    public void So_is_what_is_easily_mistaken(string text) => AssertSame(text);

    [Fact]
    public void A_text_ends_at_its_quote_wherever_that_is()
    {
        foreach (var end in new[] { "\"", "\\\"\"", "\\u00e9\"", "\u0001\"", "\u001f\"", " \"", "\u007f\"", "\u00e9\"", "\\", "\\u12", "" })
        {
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
    public void Depth_is_bounded(int depth, bool isRead)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]") })
        {
            var times = depth / (open.Length == 6 ? 2 : 1);
            var text = string.Concat(Enumerable.Repeat(open, times)) + (times < depth && depth % 2 == 1 && open.Length == 6 ? "[1]" : "1") + string.Concat(Enumerable.Repeat(close, times));
            AssertSame(text);
            Assert.Equal(isRead, IsRead(text));
        }

        AssertSame($"[{string.Join(',', Enumerable.Repeat("[{}]", 100))}]");
    }

    [Fact]
    public void What_is_wrong_is_told_by_the_reader_of_NET()
    {
        foreach (var text in new[] { "", "{\"a\":\n  x}", "[1,]", "{\"a\":\"\u0001\"}", new string('[', 65), "{} {}" })
        {
            Assert.Equal(Problem(() => ReadByNet(text)), Problem(() => Read(text)));
        }
    }

    [Fact]
    public void A_text_is_known_however_it_is_written()
    {
        Assert.True(Text("\"name\"").Is("name"u8));
        Assert.True(Text("\"n\\u0061me\"").Is("name"u8));
        Assert.False(Text("\"names\"").Is("name"u8));
        Assert.False(Text("\"n\\u0062me\"").Is("name"u8));
        Assert.True(Text("\"name\"").StartsWith("na"u8));
        Assert.True(Text("\"n\\u0061me\"").StartsWith("na"u8));
        Assert.False(Text("\"name\"").StartsWith("am"u8));
        Assert.False(Text("\"n\\u0061me\"").StartsWith("am"u8));
        Assert.Equal("name", Text("\"n\\u0061me\"").GetString());
        Assert.Equal("a\"\u00e9\ud83d\ude00", Text("\"a\\\"\u00e9\\ud83d\\ude00\"").GetString());
        Assert.Equal("", Text("\"\"").GetString());
    }

    [Fact]
    public void A_text_that_is_usual_costs_nothing()
    {
        var usual = new string("usual".AsSpan());
        Assert.Same(usual, Text("\"usual\"").GetString(usual));
        Assert.Equal("usually", Text("\"usually\"").GetString(usual));
        Assert.Equal("usua\u013a", Text("\"usua\u013a\"").GetString(usual));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("-12", -12L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("null", null)]
    [InlineData(" 7 ", 7L)]
    public void A_whole_number_is_read(string text, long? expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, json.ReadInt64("it"));
        json.ExpectEnd();
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("9223372036854775808")]
    [InlineData("\"1\"")]
    [InlineData("[1]")]
    [InlineData("true")]
    public void What_is_no_whole_number_is_not(string text)
    {
        Assert.Equal("it is not a whole number", Assert.Throws<PodFormatException>(() => new JsonCursor(Encoding.UTF8.GetBytes(text)).ReadInt64("it")).Message);
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.False(json.TryReadInt64(out _));
        json.ExpectEnd();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void A_truth_value_is_read(string text, bool expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, json.ReadBoolean("it"));
        json.ExpectEnd();
    }

    [Fact]
    public void What_is_malformed_is_told_before_what_is_of_another_kind()
    {
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("tru"u8).ReadBoolean("it"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("x"u8).ReadString("it"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("\"\n\""u8).ReadInt64("it"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("nul"u8).EnterObject("it"));
        Assert.ThrowsAny<JsonException>(() => new JsonCursor("-"u8).EnterArray("it"));
    }

    private static IEnumerable<string> Texts(char[] letters, int longest)
    {
        IEnumerable<string> texts = [""];
        for (var length = 0; length < longest; length++)
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

    private static void AssertSame(string text) => Assert.True(IsRead(text) == IsReadByNet(text), text);

    private static bool IsRead(string text)
    {
        try
        {
            Read(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(string text)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));
        json.SkipValue();
        json.ExpectEnd();
    }

    private static void ReadByNet(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (json.Read())
        {
        }
    }

    private static string Problem(Action read) => Assert.ThrowsAny<JsonException>(read).Message;

    private static JsonText Text(string json) => new JsonScanner(Encoding.UTF8.GetBytes(json)).ReadString();

    private static bool IsReadByNet(string text)
    {
        try
        {
            ReadByNet(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
