namespace AppMeshInject.Injection.Json;

/// <summary>The JSON given is not a pod, or not a review: a field that must be read has another type, or stands twice.</summary>
/// <param name="message">Says which field, and what was expected.</param>
public sealed class PodFormatException(string message) : Exception(message)
{
    /// <summary>The names of the fields that lead to it, where it is the value of one that the pod's author named.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];
}
