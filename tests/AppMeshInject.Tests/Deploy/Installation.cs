using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>The manifests of an installation, rendered.</summary>
internal sealed record Installation(string Text, IReadOnlyList<JsonNode> Objects)
{
    public JsonNode Deployment => One("Deployment");

    public JsonNode PodTemplate => Deployment["spec"]!["template"]!;

    public JsonNode Pod => PodTemplate["spec"]!;

    public JsonNode Container => Assert.Single(Pod["containers"]!.AsArray())!;

    public JsonNode Webhook => Assert.Single(One("MutatingWebhookConfiguration")["webhooks"]!.AsArray())!;

    public JsonNode SettingsMap =>
        OfKind("ConfigMap").Single(
            map => map.Name()!.StartsWith("aws-app-mesh-inject-settings", StringComparison.Ordinal));

    public JsonObject Settings => SettingsMap["data"]?.AsObject() ?? [];

    /// <summary>Parses the output of kustomize, whose documents are separated by a line of dashes.</summary>
    public static Installation Read(string text) =>
        new(text, [.. text.Split("\n---\n").Select(document => Yaml.Read(document)!)]);

    /// <summary>Gets the only object of a kind.</summary>
    public JsonNode One(string kind) => Assert.Single(OfKind(kind));

    public IEnumerable<JsonNode> OfKind(string kind) => Objects.Where(item => item.Text("kind") == kind);
}
