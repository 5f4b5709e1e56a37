namespace AppMeshInject.Injection.Json;

/// <summary>
/// The exception for well-formed JSON that is not a pod or an AdmissionReview: a field has the wrong type, is missing,
/// or appears twice.
/// </summary>
/// <param name="message">The name of the field and the problem, such as "spec is not an object".</param>
public sealed class PodFormatException(string message) : Exception(message)
{
    /// <summary>
    /// Gets the path of the field, outermost name first, if the field is a label or an annotation, whose key the author
    /// of the pod chose. Empty for other fields, because the message contains their names.
    /// </summary>
    public IReadOnlyList<string> Path { get; init; } = [];
}
