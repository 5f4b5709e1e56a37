using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.KubernetesApi;

/// <summary>Creates the exceptions of an API client, whose messages describe the failure and its fix.</summary>
internal sealed class ApiErrors(ApiConnection connection)
{
    private const int BytesPerMebibyte = 1024 * 1024;
    private const string ProxyRejected =
        "rejected the connection; set its user and password in proxy-url or HTTPS_PROXY, or allow this server in the "
        + "proxy";

    private readonly string _server = RedactedUri.Format(connection.Server);
    private readonly string? _proxy =
        FindProxy(connection) is { } proxy ? $"the proxy {RedactedUri.Format(proxy)}" : null;

    /// <summary>Creates the exception for a call without a response.</summary>
    public ApiException CreateUnreachable(HttpRequestException exception) => new(TextSanitizer.Sanitize(exception switch
    {
        // The message of the exception contains the password of the proxy.
        { HttpRequestError: HttpRequestError.ProxyTunnelError, InnerException: var inner } =>
            $"the API server {_server} cannot be reached: {_proxy} "
            + (inner is null ? ProxyRejected : $"failed: {inner.Message}"),
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            $"{_server} is not an API server: the response is longer than "
            + $"{connection.MaxResponseLength / BytesPerMebibyte} MiB; {connection.Hints.Server}",
        { InnerException: AuthenticationException tls } =>
            $"the TLS connection to the API server {_server} failed: {tls.Message}{GetTlsFix(tls.Message)}",
        _ => $"the API server {_server} cannot be reached{(_proxy is null ? "" : $" through {_proxy}")}: "
            + (exception.InnerException ?? exception).Message,
    }));

    /// <summary>Creates the exception for a call whose response did not arrive in time.</summary>
    public ApiException CreateTimeout() =>
        new($"the API server {_server} did not respond within {connection.Timeout.TotalSeconds} s");

    /// <summary>Creates the exception for a response whose status is not a success.</summary>
    public ApiException CreateRejected(HttpMethod method, string path, HttpStatusCode status, byte[] body)
    {
        var details = ReadStatus(body);
        if (status == HttpStatusCode.NotFound && details?.Kind != nameof(Status))
        {
            return CreateNotAnObject(path);
        }

        var message = details?.Message is { Length: > 0 } text ? text
            : status == HttpStatusCode.ProxyAuthenticationRequired ? $"{_proxy} {ProxyRejected}"
            : $"the API server responded to {method} {path.Split('?')[0]} with status {(int)status}";
        return new ApiException(
            TextSanitizer.Sanitize(status == HttpStatusCode.Unauthorized
                ? $"the API server rejected the credentials (401: {message}); {connection.Hints.Credentials}"
                : message),
            status);
    }

    /// <summary>Creates the exception for a response that is not the expected object.</summary>
    public ApiException CreateNotAnObject(string path) =>
        new($"{_server} is not an API server: the response to {path} is not the expected Kubernetes object",
            HttpStatusCode.OK)
        {
            IsFinal = true,
        };

    // The message of .NET contains the names of the flags that describe the problem.
    private string GetTlsFix(string problem)
    {
        if (ContainsAny(
            problem,
            nameof(X509ChainStatusFlags.PartialChain),
            nameof(X509ChainStatusFlags.UntrustedRoot),
            nameof(X509ChainStatusFlags.NotSignatureValid)))
        {
            return $"; its certificate is signed by another CA: {connection.Hints.CertificateAuthority}";
        }

        if (ContainsAny(problem, nameof(X509ChainStatusFlags.NotTimeValid)))
        {
            return "; its certificate is expired or not yet valid: renew it, and check the clock of this machine";
        }

        return ContainsAny(problem, nameof(SslPolicyErrors.RemoteCertificateNameMismatch))
            ? $"; its certificate is for another name: {connection.Hints.ServerName}"
            : "";
    }

    private static bool ContainsAny(string text, params string[] flags) =>
        Array.Exists(flags, flag => text.Contains(flag, StringComparison.Ordinal));

    private static Uri? FindProxy(ApiConnection connection)
    {
        if (!connection.UseProxy || connection.Proxy is not null)
        {
            return connection.Proxy;
        }

        var proxy = HttpClient.DefaultProxy;
        return proxy.IsBypassed(connection.Server) ? null : proxy.GetProxy(connection.Server);
    }

    private static Status? ReadStatus(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KubernetesJson.Default.Status);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
