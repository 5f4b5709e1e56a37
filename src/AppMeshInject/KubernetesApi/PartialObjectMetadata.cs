using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>An object of any kind. Only its metadata is read.</summary>
/// <param name="Metadata">The metadata of the object.</param>
internal sealed record PartialObjectMetadata(ObjectMetadata? Metadata);

/// <summary>A list of objects of any kind. Only their metadata is read.</summary>
/// <param name="Items">The objects.</param>
internal sealed record PartialObjectMetadataList(IReadOnlyList<PartialObjectMetadata>? Items);

/// <summary>One page of a list of objects, which are kept as JSON.</summary>
/// <param name="Metadata">The metadata of the list.</param>
/// <param name="Items">The objects; null if the response is not a list.</param>
internal sealed record JsonObjectList(ListMetadata? Metadata, IReadOnlyList<JsonElement>? Items);

/// <summary>The metadata of a list.</summary>
/// <param name="Continue">The token that requests the next page; null or empty on the last page.</param>
internal sealed record ListMetadata(string? Continue);
