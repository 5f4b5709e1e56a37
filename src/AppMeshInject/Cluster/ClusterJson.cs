using System.Text.Json.Serialization;

namespace AppMeshInject.Cluster;

/// <summary>What is read of GET /version.</summary>
/// <param name="GitVersion">Such as v1.32.1.</param>
internal sealed record VersionInfo(string? GitVersion);

/// <summary>What is read of a Node.</summary>
/// <param name="Metadata">Its metadata.</param>
internal sealed record Node(ObjectMetadata? Metadata);

/// <summary>What is read of an object's metadata.</summary>
/// <param name="Labels">Its labels.</param>
internal sealed record ObjectMetadata(IReadOnlyDictionary<string, string>? Labels);

/// <summary>The JSON of this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(Node))]
internal sealed partial class ClusterJson : JsonSerializerContext;
