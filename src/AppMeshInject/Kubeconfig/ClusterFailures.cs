using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using AppMeshInject.Cluster;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Kubeconfig;

/// <summary>Puts into words why a call to a cluster failed.</summary>
internal sealed class ClusterFailures(ClusterAccess access)
{
    /// <summary>Nobody answered.</summary>
    public ClusterException Unreachable(HttpRequestException exception) => new(OneLine.Of(exception.InnerException switch
    {
        AuthenticationException tls => $"the API server {access.Server.OriginalString} and this program do not trust each other: {tls.Message}",
        var inner => $"the API server {access.Server.OriginalString} cannot be reached: {(inner ?? exception).Message}",
    }));

    /// <summary>Nobody answered in time.</summary>
    public ClusterException TooLate() => new($"the API server {access.Server.OriginalString} did not answer in time");

    /// <summary>The answer is no success.</summary>
    public ClusterException Refused(HttpStatusCode status, byte[] body)
    {
        var message = MessageIn(body) ?? $"the API server answered {(int)status}";
        return new ClusterException(
            OneLine.Of(status == HttpStatusCode.Unauthorized
                ? $"the API server does not know who asks (401: {message}): log in again, or see to the user of context {Fault.Quote(access.Context)}"
                : message),
            status);
    }

    /// <summary>The answer is a success and makes no sense.</summary>
    public ClusterException NotAnObject(string path) =>
        new($"{access.Server.OriginalString} is no API server: it answered {path} with something else than an object of Kubernetes");

    private static string? MessageIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ClusterJson.Default.Status)?.Message is { Length: > 0 } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
