using System.Text.Json.Serialization;

namespace AppMeshInject.Admission;

/// <summary>The response body of a request that was not reviewed.</summary>
/// <param name="Reason">The reason code, BadRequest or Overloaded. Logs and metrics use the same code.</param>
/// <param name="Message">The problem, in the form "thing: problem; fix".</param>
public sealed record AdmissionProblem(string Reason, string Message);

/// <summary>The JSON serializer of <see cref="AdmissionProblem"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(AdmissionProblem))]
internal sealed partial class AdmissionJson : JsonSerializerContext;
