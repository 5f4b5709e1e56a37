using System.Text.Json.Serialization;

namespace AppMeshInject.Kubeconfig;

/// <summary>What is read of the Status with which the API server refuses.</summary>
/// <param name="Message">Why.</param>
internal sealed record ApiStatus(string? Message);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiStatus))]
internal sealed partial class ApiStatusJson : JsonSerializerContext;
