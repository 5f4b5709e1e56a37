using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

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
