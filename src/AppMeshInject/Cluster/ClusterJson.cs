using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppMeshInject.Cluster;

/// <summary>What is read of GET /version.</summary>
/// <param name="GitVersion">Such as v1.32.1.</param>
internal sealed record VersionInfo(string? GitVersion)
{
    /// <summary>Reads it.</summary>
    public static VersionInfo Read(JsonElement json) => new(json.Text("gitVersion"));
}

/// <summary>What is read of a Status, with which the API server refuses.</summary>
/// <param name="Kind">Status, unless something else answered.</param>
/// <param name="Message">Why.</param>
internal sealed record Status(string? Kind, string? Message)
{
    /// <summary>Reads it.</summary>
    public static Status Read(JsonElement json) => new(json.Text("kind"), json.Text("message"));
}

/// <summary>What is read and written of a Secret.</summary>
internal sealed record Secret
{
    /// <summary>v1.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Secret.</summary>
    public string? Kind { get; init; }

    /// <summary>Its metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>Base64 by key.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>Reads it.</summary>
    public static Secret Read(JsonElement json) => new()
    {
        ApiVersion = json.Text("apiVersion"),
        Kind = json.Text("kind"),
        Metadata = json.One("metadata", ObjectMetadata.Read),
        Data = json.NamedTexts("data"),
    };
}

/// <summary>What is read and written of a MutatingWebhookConfiguration.</summary>
internal sealed record WebhookConfiguration
{
    /// <summary>admissionregistration.k8s.io/v1.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>MutatingWebhookConfiguration.</summary>
    public string? Kind { get; init; }

    /// <summary>Its metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>Its webhooks.</summary>
    public IReadOnlyList<Webhook>? Webhooks { get; init; }

    /// <summary>Reads it.</summary>
    public static WebhookConfiguration Read(JsonElement json) => new()
    {
        ApiVersion = json.Text("apiVersion"),
        Kind = json.Text("kind"),
        Metadata = json.One("metadata", ObjectMetadata.Read),
        Webhooks = json.Many("webhooks", Webhook.Read),
    };
}

/// <summary>What is read and written of a webhook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClientConfig">How the API server asks it.</param>
internal sealed record Webhook(string? Name, WebhookClientConfig? ClientConfig)
{
    /// <summary>Reads it.</summary>
    public static Webhook Read(JsonElement json) => new(json.Text("name"), json.One("clientConfig", WebhookClientConfig.Read));
}

/// <summary>What is read and written of how a webhook is asked.</summary>
/// <param name="CaBundle">The authorities that its certificate must lead to: PEM, base64.</param>
internal sealed record WebhookClientConfig(string? CaBundle)
{
    /// <summary>Reads it.</summary>
    public static WebhookClientConfig Read(JsonElement json) => new(json.Text("caBundle"));
}

/// <summary>The JSON that is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(WorkloadEvent))]
internal sealed partial class ClusterJson : JsonSerializerContext;
