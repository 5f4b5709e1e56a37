namespace AppMeshInject.KubernetesApi;

/// <summary>A ConfigMap.</summary>
/// <param name="Metadata">The metadata.</param>
/// <param name="Data">The values by key.</param>
internal sealed record ConfigMap(ObjectMetadata? Metadata, IReadOnlyDictionary<string, string>? Data);
