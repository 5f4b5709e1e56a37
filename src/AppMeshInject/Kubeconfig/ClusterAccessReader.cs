using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>Reads a cluster entry of a kubeconfig.</summary>
internal static class ClusterAccessReader
{
    /// <summary>Reads the entry.</summary>
    /// <param name="context">The name of the context.</param>
    /// <param name="cluster">The cluster entry.</param>
    /// <param name="namespace">The namespace of the context.</param>
    /// <param name="identity">The user of the context.</param>
    /// <exception cref="KubeconfigException">The entry is invalid.</exception>
    public static ClusterAccess Read(string context, ConfigEntry cluster, string @namespace, Identity identity)
    {
        var access = new ClusterAccess
        {
            Context = context,
            Server = ParseUri(cluster, "server", cluster.GetRequiredString("server"), ["https", "http"]),
            Namespace = @namespace,
            Identity = identity,
            CaPem = cluster.GetContent("certificate-authority"),
            ServerName = cluster.GetString("tls-server-name"),
            SkipsVerification = cluster.GetBoolean("insecure-skip-tls-verify"),
            Proxy = cluster.GetString("proxy-url") is { } proxy
                ? ParseUri(cluster, "proxy-url", proxy, ["http", "https", "socks5"])
                : null,
        };
        if (access is { SkipsVerification: true, CaPem: not null })
        {
            throw cluster.CreateError("certificate-authority and insecure-skip-tls-verify are both set; remove one");
        }

        if (access.ServerName is { } name && Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            throw cluster.CreateError($"tls-server-name: {ValidationError.Quote(name)} is not a host name");
        }

        if (access.CaPem is { } pem && !HasCertificate(pem))
        {
            throw cluster.CreateError("certificate-authority: no PEM certificate found");
        }

        return access;
    }

    private static Uri ParseUri(ConfigEntry cluster, string field, string text, string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme)
            ? uri
            : throw cluster.CreateError(
                $"{field}: {ValidationError.Quote(RedactedUri.Format(text))} is not a URL that starts with "
                + $"{string.Join("://, ", schemes)}:// and has a port of at most {ushort.MaxValue}");

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
