using System.Text.Json.Serialization;

namespace AppMeshInject.KubernetesApi;

/// <summary>The JSON that is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(WorkloadEvent))]
internal sealed partial class ClusterJson : JsonSerializerContext;
