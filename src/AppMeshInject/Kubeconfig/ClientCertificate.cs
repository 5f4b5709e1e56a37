using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Kubeconfig;

/// <summary>A client certificate.</summary>
/// <param name="Certificate">The certificate with its private key.</param>
/// <param name="Intermediates">The intermediate certificates between the certificate and its CA.</param>
internal sealed record ClientCertificate(X509Certificate2 Certificate, X509Certificate2Collection Intermediates)
{
    /// <summary>Parses a certificate and its private key.</summary>
    /// <param name="certificatePem">The certificate, followed by the intermediate certificates.</param>
    /// <param name="keyPem">The private key.</param>
    /// <exception cref="CryptographicException">
    /// The text is not PEM, or the key does not belong to the certificate.
    /// </exception>
    public static ClientCertificate Parse(string certificatePem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificatePem);
        if (chain.Count == 0)
        {
            throw new CryptographicException("no certificate found");
        }

        chain.RemoveAt(0);
        return new ClientCertificate(X509Certificate2.CreateFromPem(certificatePem, keyPem), chain);
    }
}
