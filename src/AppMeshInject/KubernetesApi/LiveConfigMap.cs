using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of a ConfigMap.</summary>
internal sealed record LiveConfigMap(ObjectMetadata? Metadata, IReadOnlyDictionary<string, string>? Data)
{
    public static LiveConfigMap Read(JsonElement json) => new(json.One("metadata", ObjectMetadata.Read), json.NamedTexts("data"));
}
