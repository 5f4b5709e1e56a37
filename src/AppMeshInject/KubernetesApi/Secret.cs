namespace AppMeshInject.KubernetesApi;

/// <summary>A Secret.</summary>
internal sealed record Secret
{
    /// <summary>The API version, "v1".</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The kind, "Secret".</summary>
    public string? Kind { get; init; }

    /// <summary>The metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>The values by key, encoded as base64.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
