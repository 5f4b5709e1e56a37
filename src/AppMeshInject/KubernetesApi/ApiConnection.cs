using System.Net.Security;

namespace AppMeshInject.KubernetesApi;

/// <summary>
/// The address of an API server, the verification of its certificate, and the credentials of the client.
/// </summary>
internal sealed record ApiConnection
{
    /// <summary>The address of the API server, which may have a path.</summary>
    public required Uri Server { get; init; }

    /// <summary>The CA certificates, the client certificate and the verification of the server.</summary>
    public required SslClientAuthenticationOptions Tls { get; init; }

    /// <summary>The name that the server's certificate must have; null if it is the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>True to connect through a proxy, if there is one.</summary>
    public required bool UseProxy { get; init; }

    /// <summary>
    /// The proxy, with user and password if it needs them; null for the proxy that the environment variables define.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>Provides the header Authorization.</summary>
    public required ICredentialSource Credentials { get; init; }

    /// <summary>The headers that impersonate another user.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Impersonation { get; init; } = [];

    /// <summary>The time after which a call fails.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The maximum length of a response, in bytes.</summary>
    public required int MaxResponseLength { get; init; }

    /// <summary>The fixes that error messages suggest.</summary>
    public required ConnectionHints Hints { get; init; }
}

/// <summary>
/// Suggested fixes for connection errors. Each is an instruction that is appended to the error message.
/// </summary>
/// <param name="Server">The fix if the server is not an API server.</param>
/// <param name="Credentials">The fix if the API server rejects the credentials.</param>
/// <param name="CertificateAuthority">The fix if the CA certificates do not verify the server's certificate.</param>
/// <param name="ServerName">The fix if the server's certificate is for another name.</param>
internal sealed record ConnectionHints(
    string Server, string Credentials, string CertificateAuthority, string ServerName);
