using System.Security.Cryptography;
using AppMeshInject.Injection.Parsing;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Kubeconfig;

/// <summary>Reads the entry of a cluster.</summary>
internal static class ClusterAccessReader
{
    /// <exception cref="KubeconfigException">It is of no use.</exception>
    public static ClusterAccess Read(string context, ConfigEntry cluster, string @namespace, Identity identity)
    {
        var access = new ClusterAccess
        {
            Context = context,
            Server = Address(cluster, "server", cluster.Needed("server"), ["https", "http"]),
            Namespace = @namespace,
            Identity = identity,
            AuthorityPem = cluster.Content("certificate-authority"),
            ServerName = cluster.Text("tls-server-name"),
            SkipsVerification = cluster.Flag("insecure-skip-tls-verify"),
            Proxy = cluster.Text("proxy-url") is { } proxy ? Address(cluster, "proxy-url", proxy, ["http", "https", "socks5"]) : null,
        };
        if (access is { SkipsVerification: true, AuthorityPem: not null })
        {
            throw cluster.Fault("it has both certificate-authority and insecure-skip-tls-verify: remove one");
        }

        if (access.ServerName is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            throw cluster.Fault($"tls-server-name: {ValidationError.Quote(name)} is no name of a host");
        }

        if (access.AuthorityPem is { } authorities && !HasCertificate(authorities))
        {
            throw cluster.Fault("certificate-authority has no certificate in PEM");
        }

        return access;
    }

    private static Uri Address(ConfigEntry cluster, string field, string text, string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme)
            ? uri
            : throw cluster.Fault($"{field}: {ValidationError.Quote(RedactedUri.Of(text))} is not an address that begins with {string.Join("://, ", schemes)}://, with a port of at most {ushort.MaxValue}");

    private static bool HasCertificate(string pem)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
