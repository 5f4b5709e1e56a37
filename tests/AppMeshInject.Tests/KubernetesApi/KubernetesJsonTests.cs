using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AppMeshInject.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.KubernetesApi;

public sealed class KubernetesJsonTests
{
    // A field of each kind, read from an object whose field has the value that replaces VALUE.
    private static readonly Dictionary<string, Func<string, object?>> Fields = new()
    {
        ["string"] = value => Read($$"""{"gitVersion":{{value}}}""", KubernetesJson.Default.VersionInfo).GitVersion,
        ["number"] = value =>
            Read($$$"""{"spec":{"replicas":{{{value}}}}}""", KubernetesJson.Default.Deployment).Spec!.Replicas,
        ["boolean"] = value =>
            ReadMetadata($$"""{"ownerReferences":[{"controller":{{value}}}]}""").OwnerReferences![0].Controller,
        ["time"] = value => ReadMetadata($$"""{"creationTimestamp":{{value}}}""").CreationTimestamp,
        ["object"] = value =>
            Read($$"""{"metadata":{{value}}}""", KubernetesJson.Default.PartialObjectMetadata).Metadata?.Name,
        ["list of objects"] = value =>
            ReadMetadata($$"""{"managedFields":{{value}}}""").ManagedFields?.Select(entry => entry.Manager),
        ["list of strings"] = value => ReadRule($$"""{"operations":{{value}}}""").Operations,
        ["map of strings"] = value => ReadMetadata($$"""{"labels":{{value}}}""").Labels,
    };

    public static TheoryData<string> Kinds => [.. Fields.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Field_that_is_null_is_read_as_null(string kind) => Assert.Null(Fields[kind]("null"));

    [Fact]
    public void Fields_that_are_absent_are_read_as_null()
    {
        Assert.Equal(new VersionInfo(null), Read("{}", KubernetesJson.Default.VersionInfo));
        Assert.Equal(new Deployment(null), Read("{}", KubernetesJson.Default.Deployment));
        Assert.Equal(new ObjectMetadata(), ReadMetadata("{}"));
        Assert.Equal(new WebhookRule(), ReadRule("{}"));
    }

    [Theory]
    [InlineData("string", "\"a\"", "a")]
    [InlineData("number", "8443", 8443)]
    [InlineData("boolean", "true", true)]
    [InlineData("object", """{"name":"a"}""", "a")]
    [InlineData("list of objects", """[{"manager":"a"},{}]""", new[] { "a", null })]
    [InlineData("list of strings", """["a","b"]""", new[] { "a", "b" })]
    public void Field_with_a_value_is_read(string kind, string value, object expected) =>
        Assert.Equal(expected, Fields[kind](value));

    [Theory]
    [InlineData("2026-11-27T06:04:06Z", 0)]
    [InlineData("2026-11-27T06:04:06.123456Z", 123)]
    [InlineData("2026-11-27T08:04:06.123+02:00", 123)]
    public void Time_is_read_with_its_time_zone(string text, int milliseconds) =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 27, 6, 4, 6, milliseconds, TimeSpan.Zero),
            Assert.IsType<DateTimeOffset>(Fields["time"]($"\"{text}\"")), TimeSpan.FromMilliseconds(0.9));

    [Fact]
    public void Null_in_a_map_of_strings_is_read_as_an_empty_string() =>
        Assert.Equal(
            new Dictionary<string, string> { ["a"] = "", ["b"] = "c" },
            Fields["map of strings"]("""{"a":null,"b":"c"}"""));

    [Theory]
    [InlineData("string", "1")]
    [InlineData("string", "\"\\ud800\"")]
    [InlineData("number", "\"8443\"")]
    [InlineData("number", "1.5")]
    [InlineData("number", "99999999999")]
    [InlineData("boolean", "\"true\"")]
    [InlineData("time", "\"yesterday\"")]
    [InlineData("time", "1")]
    [InlineData("time", "\"11/27/2026\"")]
    [InlineData("time", "\"10:00\"")]
    [InlineData("object", "[]")]
    [InlineData("object", "\"a\"")]
    [InlineData("list of objects", "{}")]
    [InlineData("list of objects", "[null]")]
    [InlineData("list of objects", "[1]")]
    [InlineData("list of strings", "\"a\"")]
    [InlineData("list of strings", "[null]")]
    [InlineData("list of strings", "[1]")]
    [InlineData("map of strings", "[]")]
    [InlineData("map of strings", """{"a":1}""")]
    [InlineData("map of strings", """{"\ud800":"a"}""")]
    public void Field_of_another_type_is_rejected(string kind, string value)
    {
        var exception = Assert.Throws<JsonException>(() => Fields[kind](value));

        Assert.Matches(@"^(unexpected value at \$\.|a list has a null item$)", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"gitVersion\":")]
    public void Text_that_is_not_an_object_is_rejected(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read(json, KubernetesJson.Default.VersionInfo));

    [Fact]
    public void Null_items_are_detected_in_lists_that_are_not_read() =>
        Assert.Throws<JsonException>(
            () => Read("""{"other":[{"list":[1,null]}]}""", KubernetesJson.Default.VersionInfo));

    [Fact]
    public void Written_object_has_only_the_properties_that_are_set()
    {
        var configuration = new WebhookConfiguration
        {
            Kind = "MutatingWebhookConfiguration",
            Metadata = new ObjectMetadata { Name = "a", Labels = new Dictionary<string, string> { ["b"] = "c" } },
            Webhooks =
            [
                new MutatingWebhook
                {
                    Name = "w",
                    ClientConfig = new WebhookClientConfig { CaBundle = "x" },
                    Rules = [new WebhookRule()],
                },
            ],
        };

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"kind":"MutatingWebhookConfiguration","metadata":{"name":"a","labels":{"b":"c"}},
                 "webhooks":[{"name":"w","clientConfig":{"caBundle":"x"},"rules":[{}]}]}
                """),
            JsonSerializer.SerializeToNode(configuration, KubernetesJson.Default.WebhookConfiguration)));
    }

    private static ObjectMetadata ReadMetadata(string metadata) =>
        Read($$"""{"metadata":{{metadata}}}""", KubernetesJson.Default.PartialObjectMetadata).Metadata!;

    private static WebhookRule ReadRule(string rule) =>
        Read($$$"""{"webhooks":[{"rules":[{{{rule}}}]}]}""", KubernetesJson.Default.WebhookConfiguration)
            .Webhooks![0].Rules![0];

    private static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class => KubernetesJson.Read(Encoding.UTF8.GetBytes(json), type);
}
