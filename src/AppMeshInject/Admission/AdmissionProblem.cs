using System.Text.Json.Serialization;

namespace AppMeshInject.Admission;

/// <summary>Why a request could not be taken for an admission review.</summary>
/// <param name="Reason">The reason code, the same as in log and metrics.</param>
/// <param name="Message">What was wrong.</param>
public sealed record AdmissionProblem(string Reason, string Message);

/// <summary>The JSON of this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(AdmissionProblem))]
internal sealed partial class AdmissionJson : JsonSerializerContext;
