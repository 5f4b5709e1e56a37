using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;

namespace AppMeshInject.Injection.Tests.Cases;

/// <summary>Tests that the JSON Patch of the test library is as strict as that of the API server.</summary>
public static class JsonPatchTests
{
    private const string Document = """{"list":[1,2],"a/b":{"c~d":null},"text":"x"}""";

    [Theory]
    [InlineData("/list/-", """{"list":[1,2,9],"a/b":{"c~d":null},"text":"x"}""")]
    [InlineData("/list/0", """{"list":[9,1,2],"a/b":{"c~d":null},"text":"x"}""")]
    [InlineData("/list/2", """{"list":[1,2,9],"a/b":{"c~d":null},"text":"x"}""")]
    [InlineData("/a~1b/c~0d", """{"list":[1,2],"a/b":{"c~d":9},"text":"x"}""")]
    [InlineData("/new", """{"list":[1,2],"a/b":{"c~d":null},"text":"x","new":9}""")]
    public static void A_value_is_added_at_the_path(string path, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Apply("add", path)));

    [Theory]
    [InlineData("remove", "/text")]
    [InlineData("add", "")]
    [InlineData("add", "text")]
    [InlineData("add", "/none/x")]
    [InlineData("add", "/text/x")]
    [InlineData("add", "/a~1b/c~0d/x")]
    [InlineData("add", "/list/3")]
    [InlineData("add", "/list/01")]
    [InlineData("add", "/list/-1")]
    [InlineData("add", "/list/-/x")]
    [InlineData("add", "/a~2b")]
    public static void Other_operations_and_paths_are_rejected(string operation, string path) =>
        Assert.Throws<FormatException>(() => Apply(operation, path));

    private static JsonNode Apply(string operation, string path) =>
        JsonPatch.Apply(
            JsonNode.Parse(Document)!, [new JsonObject { ["op"] = operation, ["path"] = path, ["value"] = 9 }]);
}
