using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.KubernetesApi;

/// <summary>Reads and writes the JSON of Kubernetes objects.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(StringMapConverter)])]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(JsonObjectList))]
[JsonSerializable(typeof(PartialObjectMetadata))]
[JsonSerializable(typeof(PartialObjectMetadataList))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(PodList))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(WebhookConfiguration))]
internal sealed partial class KubernetesJson : JsonSerializerContext
{
    /// <summary>Reads an object and rejects lists with null items, which Kubernetes never writes.</summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="type">The type to read.</param>
    /// <exception cref="JsonException">The JSON is invalid, or is not an object of the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (NullItemCheck.HasNullItem(json))
            {
                throw new JsonException("a list has a null item");
            }

            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception) when (exception.Path is { } path)
        {
            throw new JsonException($"unexpected value at {path}", exception);
        }
    }
}
