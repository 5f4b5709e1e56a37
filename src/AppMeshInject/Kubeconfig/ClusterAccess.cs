using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Kubeconfig;

/// <summary>Where a cluster is, how it proves who it is, and who asks it.</summary>
internal sealed record ClusterAccess
{
    /// <summary>The context it is read from.</summary>
    public required string Context { get; init; }

    /// <summary>The API server, which may have a path.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace that is meant where none is named.</summary>
    public required string Namespace { get; init; }

    /// <summary>Who asks.</summary>
    public required Identity Identity { get; init; }

    /// <summary>The certificates that the server's must lead to, PEM; null for those that the system trusts.</summary>
    public string? AuthorityPem { get; init; }

    /// <summary>The name that the server's certificate must be for; null for its host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whether whoever answers is believed.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The proxy on the way; null for that of the environment.</summary>
    public Uri? Proxy { get; init; }
}

/// <summary>Who asks. Without anything it is nobody.</summary>
internal sealed record Identity
{
    /// <summary>The value of the header Authorization.</summary>
    public string? Authorization { get; init; }

    /// <summary>The certificate, its key and what stands between it and its authority.</summary>
    public ClientCertificate? Certificate { get; init; }

    /// <summary>The program that is to be asked for the one or the other.</summary>
    public ExecPlugin? Plugin { get; init; }

    /// <summary>As whom it is asked: headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Impersonation { get; init; } = [];
}

/// <summary>A client's certificate, the first, with what stands between it and its authority.</summary>
internal sealed record ClientCertificate(X509Certificate2 Certificate, X509Certificate2Collection Intermediates)
{
    /// <summary>Reads PEM.</summary>
    /// <exception cref="CryptographicException">It is none, or certificate and key do not belong together.</exception>
    public static ClientCertificate Of(string certificatePem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificatePem);
        if (chain.Count == 0)
        {
            throw new CryptographicException("there is no certificate in it");
        }

        chain.RemoveAt(0);
        return new ClientCertificate(X509Certificate2.CreateFromPem(certificatePem, keyPem), chain);
    }
}
