namespace AppMeshInject.Injection.Json;

/// <summary>
/// The exception for well-formed JSON that is not a pod or an AdmissionReview: a field has the wrong type, is missing,
/// or appears twice.
/// </summary>
/// <param name="message">The name of the field and the problem, such as "spec is not an object".</param>
public sealed class PodFormatException(string message) : Exception(message)
{
    /// <summary>
    /// Gets the names of the fields that lead to the value, outermost first, if the pod's author chose the last name:
    /// the key of a label or an annotation. Empty for all other fields, which the message names.
    /// </summary>
    public IReadOnlyList<string> Path { get; init; } = [];
}
