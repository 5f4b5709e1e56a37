using System.Text.Json.Serialization;

namespace AppMeshInject.Cluster;

/// <summary>What is read of GET /version.</summary>
/// <param name="GitVersion">Such as v1.32.1.</param>
internal sealed record VersionInfo(string? GitVersion);

/// <summary>What is read of a Status, with which the API server refuses.</summary>
/// <param name="Kind">Status, unless something else answered.</param>
/// <param name="Message">Why.</param>
internal sealed record Status(string? Kind, string? Message);

/// <summary>What is read of a Node.</summary>
/// <param name="Metadata">Its metadata.</param>
internal sealed record Node(ObjectMetadata? Metadata);

/// <summary>What is read and written of an object's metadata. What is null is not written.</summary>
internal sealed record ObjectMetadata
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What its name begins with, where the API server is to complete it.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Its identity: another object of the same name has another.</summary>
    public string? Uid { get; init; }

    /// <summary>Which state of it this is. Where it is written, the write fails on any other state.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Whom it belongs to.</summary>
    public IReadOnlyList<ObjectOwner>? OwnerReferences { get; init; }

    /// <summary>Who wrote what of it, and when.</summary>
    public IReadOnlyList<ManagedFields>? ManagedFields { get; init; }
}

/// <summary>What is read of an owner of an object.</summary>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its identity.</param>
/// <param name="Controller">Whether it is the one that looks after the object.</param>
internal sealed record ObjectOwner(string? ApiVersion, string? Kind, string? Name, string? Uid, bool Controller);

/// <summary>What is read of an object of which only the owner is of interest.</summary>
/// <param name="Metadata">Its metadata.</param>
internal sealed record OwnedObject(ObjectMetadata? Metadata);

/// <summary>What is read of an entry of an object's managed fields.</summary>
/// <param name="Manager">Who wrote.</param>
/// <param name="Time">When it last changed something.</param>
internal sealed record ManagedFields(string? Manager, DateTimeOffset? Time);

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
}

/// <summary>What is read and written of a webhook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClientConfig">How the API server asks it.</param>
internal sealed record Webhook(string? Name, WebhookClientConfig? ClientConfig);

/// <summary>What is read and written of how a webhook is asked.</summary>
/// <param name="CaBundle">The authorities that its certificate must lead to: PEM, base64.</param>
internal sealed record WebhookClientConfig(string? CaBundle);

/// <summary>The JSON of this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(OwnedObject))]
[JsonSerializable(typeof(WorkloadEvent))]
internal sealed partial class ClusterJson : JsonSerializerContext;
