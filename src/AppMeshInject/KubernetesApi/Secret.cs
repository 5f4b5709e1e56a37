using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

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
        Metadata = json.One("metadata", ObjectMetadata.Read),
        Data = json.NamedTexts("data"),
    };
}
