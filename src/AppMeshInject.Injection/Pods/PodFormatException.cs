namespace AppMeshInject.Injection.Pods;

/// <summary>The JSON given is not a pod, or not a review: a field that must be read has another type, or stands twice.</summary>
/// <param name="message">Says which field, and what was expected.</param>
public sealed class PodFormatException(string message) : Exception(message);
