using System.Text;
using System.Text.Json;
using AppMeshInject.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.KubernetesApi;

public sealed class JsonMembersTests
{
    private static readonly Dictionary<string, Func<JsonElement, object?>> Readers = new()
    {
        ["text"] = json => json.Text("it"),
        ["number"] = json => json.Number("it"),
        ["flag"] = json => json.Flag("it"),
        ["time"] = json => json.Time("it"),
        ["one"] = json => json.One("it", inner => inner.Text("it")),
        ["many"] = json => json.Many("it", inner => inner.Text("it") ?? ""),
        ["texts"] = json => json.Texts("it"),
        ["named texts"] = json => json.NamedTexts("it"),
    };

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_absent_or_null_is_null(string kind)
    {
        Assert.Null(Read("{}", Readers[kind]));
        Assert.Null(Read("""{"it":null}""", Readers[kind]));
    }

    [Theory]
    [InlineData("text", """{"it":"a"}""", "a")]
    [InlineData("number", """{"it":8443}""", 8443)]
    [InlineData("flag", """{"it":true}""", true)]
    [InlineData("one", """{"it":{"it":"a"}}""", "a")]
    [InlineData("many", """{"it":[{"it":"a"},{}]}""", new[] { "a", "" })]
    [InlineData("texts", """{"it":["a","b"]}""", new[] { "a", "b" })]
    public void What_is_there_is_read(string kind, string json, object expected) => Assert.Equal(expected, Read(json, Readers[kind]));

    [Theory]
    [InlineData("2026-11-27T06:04:06Z", 0)]
    [InlineData("2026-11-27T06:04:06.123456Z", 123)]
    [InlineData("2026-11-27T08:04:06.123+02:00", 123)]
    public void A_time_is_read_with_its_zone(string text, int milliseconds) =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 27, 6, 4, 6, milliseconds, TimeSpan.Zero),
            Read($$"""{"it":"{{text}}"}""", json => json.Time("it"))!.Value, TimeSpan.FromMilliseconds(0.9));

    [Fact]
    public void A_named_text_that_is_null_is_empty_as_it_is_to_Kubernetes() =>
        Assert.Equal(new Dictionary<string, string> { ["a"] = "", ["b"] = "c" }, Read("""{"it":{"a":null,"b":"c"}}""", json => json.NamedTexts("it")));

    [Theory]
    [InlineData("text", "1")]
    [InlineData("text", "\"\\ud800\"")]
    [InlineData("number", "\"8443\"")]
    [InlineData("number", "1.5")]
    [InlineData("number", "99999999999")]
    [InlineData("flag", "\"true\"")]
    [InlineData("time", "\"yesterday\"")]
    [InlineData("time", "1")]
    [InlineData("time", "\"11/27/2026\"")]
    [InlineData("time", "\"10:00\"")]
    [InlineData("one", "[]")]
    [InlineData("one", "\"a\"")]
    [InlineData("many", "{}")]
    [InlineData("many", "[null]")]
    [InlineData("many", "[1]")]
    [InlineData("texts", "\"a\"")]
    [InlineData("texts", "[null]")]
    [InlineData("texts", "[1]")]
    [InlineData("named texts", "[]")]
    [InlineData("named texts", """{"a":1}""")]
    [InlineData("named texts", """{"\ud800":"a"}""")]
    public void What_is_something_else_is_said_to_be_no_such_object(string kind, string value) =>
        Assert.Throws<JsonException>(() => Read($$"""{"it":{{value}}}""", Readers[kind]));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"it\":")]
    public void What_is_no_object_at_all_is_said_to_be_none(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read(json, Readers["text"]));

    private static T Read<T>(string json, Func<JsonElement, T> read) => JsonMembers.Read(Encoding.UTF8.GetBytes(json), read);
}
