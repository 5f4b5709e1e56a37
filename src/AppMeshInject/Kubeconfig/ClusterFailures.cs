using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using AppMeshInject.Cluster;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Kubeconfig;

/// <summary>Puts into words why a call to a cluster failed.</summary>
internal sealed class ClusterFailures(ClusterAccess access)
{
    private readonly string _server = ShownAddress.Of(access.Server);

    /// <summary>Nobody answered.</summary>
    public ClusterException Unreachable(HttpRequestException exception) => new(OneLine.Of(exception switch
    {
        // Its message has the address of the proxy with the password.
        { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            $"the API server {_server} cannot be reached: the proxy {(exception.InnerException is { } inner ? $"does not lead there: {inner.Message}" : "refuses to lead there")}",
        { InnerException: AuthenticationException tls } => $"the API server {_server} and this program do not trust each other: {tls.Message}",
        _ => $"the API server {_server} cannot be reached: {(exception.InnerException ?? exception).Message}",
    }));

    /// <summary>Nobody answered in time.</summary>
    public ClusterException TooLate() => new($"the API server {_server} did not answer in time");

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
        new($"{_server} is no API server: it answered {path} with something else than an object of Kubernetes");

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
