using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Rendered manifests.</summary>
internal sealed record Manifests(string Text, IReadOnlyList<JsonNode> Objects)
{
    public JsonNode Deployment => One("Deployment");

    public JsonNode PodTemplate => Deployment["spec"]!["template"]!;

    public JsonNode Pod => PodTemplate["spec"]!;

    public JsonNode Container => Assert.Single(Pod["containers"]!.AsArray())!;

    public JsonNode Webhook => Assert.Single(One("MutatingWebhookConfiguration")["webhooks"]!.AsArray())!;

    public JsonObject Settings => One("ConfigMap")["data"]?.AsObject() ?? [];

    /// <summary>Reads the documents that kustomize writes, which it parts by a line of dashes.</summary>
    public static Manifests Read(string text) => new(text, [.. text.Split("\n---\n").Select(document => Yaml.Read(document)!)]);

    /// <summary>The only object of a kind.</summary>
    public JsonNode One(string kind) => Assert.Single(OfKind(kind));

    public IEnumerable<JsonNode> OfKind(string kind) => Objects.Where(item => item.Text("kind") == kind);
}

internal static class ManifestNodes
{
    public static string? Text(this JsonNode node, string property) => node[property]?.ToString();

    public static string? Name(this JsonNode item) => item["metadata"]!.Text("name");

    /// <summary>Asserts that a node says exactly this.</summary>
    public static void ShouldBe(this JsonNode? node, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), node), $"expected {json}, found {node?.ToJsonString() ?? "nothing"}");
}
