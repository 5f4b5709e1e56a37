using System.Text.Json.Serialization;
using AppMeshInject.Admission;

namespace AppMeshInject.OpenApi;

/// <summary>
/// The JSON types of the OpenAPI document. The native binary does not contain them, because it does not contain the
/// generator.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdmissionProblem))]
[JsonSerializable(typeof(AdmissionReviewSchema))]
internal sealed partial class OpenApiJson : JsonSerializerContext;
