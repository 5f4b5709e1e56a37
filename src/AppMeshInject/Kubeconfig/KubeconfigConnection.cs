using System.Net.Security;
using System.Security.Cryptography;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>Creates the connection that a context of a kubeconfig describes.</summary>
internal static class KubeconfigConnection
{
    private const int MaxResponseLength = 64 * 1024 * 1024;

    // The API server may wait 30 s for a webhook before it responds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(45);

    /// <summary>Creates the connection, and runs the exec plugin if the user has one.</summary>
    /// <exception cref="KubeconfigException">The plugin fails, or the credentials cannot be used.</exception>
    public static async Task<ApiConnection> CreateAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var identity = access.Identity;
        if (identity.Plugin is { } plugin)
        {
            var credentials = await plugin.RunAsync(access, cancellation);
            identity = identity with
            {
                Authorization = credentials.Authorization,
                Certificate = credentials.Certificate ?? identity.Certificate,
            };
        }

        var context = ValidationError.Quote(access.Context);
        var connection = new ApiConnection
        {
            Server = access.Server,
            Tls = CreateTlsOptions(access, identity),
            ServerName = access.ServerName,
            UseProxy = true,
            Proxy = access.Proxy,
            Credentials = new StaticCredentials(identity.Authorization),
            Impersonation = identity.Impersonation,
            Timeout = Timeout,
            MaxResponseLength = MaxResponseLength,
            Hints = new ConnectionHints(
                Server: $"check the server of context {context}",
                Credentials: $"log in again, or check the user of context {context}",
                CertificateAuthority: "download the kubeconfig of the cluster again",
                ServerName: "set tls-server-name to the name in the certificate"),
        };
        ValidateHeaders(connection, identity);
        return connection;
    }

    private static SslClientAuthenticationOptions CreateTlsOptions(ClusterAccess access, Identity identity)
    {
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = access.CaPem is { } pem ? CustomCaPolicy.Create(pem) : null,
                ClientCertificateContext = identity.Certificate is var (certificate, intermediates)
                    ? SslStreamCertificateContext.Create(certificate, intermediates, offline: true)
                    : null,
            };
            if (access.SkipsVerification)
            {
                options.RemoteCertificateValidationCallback = (_, _, _, _) => access.SkipsVerification;
            }

            return options;
        }
        catch (CryptographicException exception)
        {
            throw new KubeconfigException($"kubeconfig: a certificate cannot be used: {exception.Message}");
        }
    }

    private static void ValidateHeaders(ApiConnection connection, Identity identity)
    {
        try
        {
            using var request = new HttpRequestMessage();
            ApiHeaders.Add(request.Headers, identity.Authorization, connection);
        }
        catch (FormatException)
        {
            throw new KubeconfigException(
                "kubeconfig: the token, user or tls-server-name has a character that an HTTP header cannot have, "
                + "such as a line break or a non-ASCII letter; correct it");
        }
    }
}
