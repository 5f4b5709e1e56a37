using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.KubernetesApi;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Kubeconfig;

/// <summary>Puts into words why a call to a cluster failed.</summary>
internal sealed class ClusterFailures(ClusterAccess access)
{
    private const string ProxyRefuses = "refuses to lead there: give it user and password, in proxy-url or HTTPS_PROXY, or see to what it lets through";

    private readonly string _server = RedactedUri.Of(access.Server);
    private readonly string? _proxy = ProxyOf(access) is { } proxy ? $"the proxy {RedactedUri.Of(proxy)}" : null;

    /// <summary>Nobody answered.</summary>
    public ClusterException Unreachable(HttpRequestException exception) => new(TextSanitizer.Sanitize(exception switch
    {
        // Its message has the address of the proxy with the password.
        { HttpRequestError: HttpRequestError.ProxyTunnelError, InnerException: var inner } =>
            $"the API server {_server} cannot be reached: {_proxy} {(inner is null ? ProxyRefuses : $"does not lead there: {inner.Message}")}",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            $"{_server} is no API server: it answered with more than {KubeconfigApiClient.MaxResponseBytes / 1024 / 1024} MiB; see to the server of context {ValidationError.Quote(access.Context)}",
        { InnerException: AuthenticationException tls } => $"the API server {_server} and this program do not trust each other: {tls.Message}{AdviceOn(tls.Message)}",
        _ => $"the API server {_server} cannot be reached{(_proxy is null ? "" : $" by way of {_proxy}")}: {(exception.InnerException ?? exception).Message}",
    }));

    /// <summary>Nobody answered in time.</summary>
    public ClusterException TooLate() => new($"the API server {_server} did not answer in time");

    /// <summary>The answer is no success.</summary>
    public ClusterException Refused(HttpStatusCode status, string path, byte[] body)
    {
        var told = StatusIn(body);
        if (status == HttpStatusCode.NotFound && told?.Kind != nameof(Status))
        {
            return NotAnObject(path);
        }

        var message = told?.Message is { Length: > 0 } text ? text
            : status == HttpStatusCode.ProxyAuthenticationRequired ? $"{_proxy} {ProxyRefuses}"
            : $"the API server answered {(int)status}";
        return new ClusterException(
            TextSanitizer.Sanitize(status == HttpStatusCode.Unauthorized
                ? $"the API server does not know who asks (401: {message}): log in again, or see to the user of context {ValidationError.Quote(access.Context)}"
                : message),
            status);
    }

    /// <summary>The answer makes no sense.</summary>
    public ClusterException NotAnObject(string path) =>
        new($"{_server} is no API server: it answered {path} with something else than an object of Kubernetes", HttpStatusCode.OK) { IsFinal = true };

    // The library names in its message what is wrong with the certificate.
    private static string AdviceOn(string problem) => problem switch
    {
        _ when Names(problem, nameof(X509ChainStatusFlags.PartialChain), nameof(X509ChainStatusFlags.UntrustedRoot), nameof(X509ChainStatusFlags.NotSignatureValid)) =>
            "; its certificate is of another authority than the certificate-authority of the kubeconfig: get the kubeconfig of the cluster anew",
        _ when Names(problem, nameof(X509ChainStatusFlags.NotTimeValid)) => "; its certificate is not valid now: have it renewed, and see to the clock of this machine",
        _ when Names(problem, nameof(SslPolicyErrors.RemoteCertificateNameMismatch)) => "; its certificate is for another name than that of the server: set tls-server-name to the name it is for",
        _ => "",
    };

    private static bool Names(string problem, params string[] flags) => Array.Exists(flags, flag => problem.Contains(flag, StringComparison.Ordinal));

    private static Uri? ProxyOf(ClusterAccess access) =>
        access.Proxy ?? (HttpClient.DefaultProxy.IsBypassed(access.Server) ? null : HttpClient.DefaultProxy.GetProxy(access.Server));

    private static Status? StatusIn(byte[] body)
    {
        try
        {
            return JsonMembers.Read(body, Status.Read);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
