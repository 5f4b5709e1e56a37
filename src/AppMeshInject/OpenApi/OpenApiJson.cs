using System.Text.Json.Serialization;
using AppMeshInject.Admission;

namespace AppMeshInject.OpenApi;

/// <summary>The JSON that is described, some of which is never made of objects and so not in the native binary.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdmissionProblem))]
[JsonSerializable(typeof(AdmissionReviewSchema))]
internal sealed partial class OpenApiJson : JsonSerializerContext;
