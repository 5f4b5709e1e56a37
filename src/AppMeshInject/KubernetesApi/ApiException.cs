using System.Net;

namespace AppMeshInject.KubernetesApi;

/// <summary>
/// The exception for a failed call to the API server. The message describes the failure and its fix in one line.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="status">The HTTP status of the response; null if there was no response.</param>
internal sealed class ApiException(string message, HttpStatusCode? status = null) : Exception(message)
{
    /// <summary>The HTTP status of the response; null if there was no response.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>True if later calls would fail too: the API server is unreachable or rejects the credentials.</summary>
    public bool IsConnectionLost => Status is null or HttpStatusCode.Unauthorized;

    /// <summary>True if a command must end with this error, because no earlier call succeeded.</summary>
    public bool IsFinal { get; init; } = status is null or HttpStatusCode.Unauthorized;
}
