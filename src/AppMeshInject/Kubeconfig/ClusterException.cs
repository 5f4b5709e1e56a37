using System.Net;

namespace AppMeshInject.Kubeconfig;

/// <summary>A call to the API server that failed; the message says how, in one line.</summary>
/// <param name="message">What it is.</param>
/// <param name="status">What the API server answered; null where it did not.</param>
internal sealed class ClusterException(string message, HttpStatusCode? status = null) : Exception(message)
{
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Whether nothing else can be asked either: nobody answers, or we are not known.</summary>
    public bool EndsAll => Status is null or HttpStatusCode.Unauthorized;

    /// <summary>Whether there is nothing to tell but this, because nothing was answered before.</summary>
    public bool IsFinal { get; init; } = status is null or HttpStatusCode.Unauthorized;
}
