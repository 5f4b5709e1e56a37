using System.Text.Json.Nodes;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Reads and compares parts of a manifest.</summary>
internal static class ManifestNodes
{
    public static string? Text(this JsonNode node, string property) => node[property]?.ToString();

    public static string? Name(this JsonNode item) => item["metadata"]!.Text("name");

    /// <summary>Asserts that a node has exactly this content.</summary>
    public static void ShouldBe(this JsonNode? node, string json) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(json), node),
            $"expected {json}, found {node?.ToJsonString() ?? "nothing"}");
}
