using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AppMeshInject.Certificates;

/// <summary>
/// The caBundle of a webhook: the CA certificates that the API server verifies the serving certificate with.
/// </summary>
internal sealed class CaBundle
{
    private readonly X509Certificate2Collection _certificates;

    private CaBundle(X509Certificate2Collection certificates) => _certificates = certificates;

    /// <summary>The CA certificates.</summary>
    public IEnumerable<X509Certificate2> Certificates => _certificates;

    /// <summary>The CA certificates in PEM format.</summary>
    public string Pem => _certificates.ExportCertificatePems();

    /// <summary>Creates a bundle from CA certificates.</summary>
    public static CaBundle From(IEnumerable<X509Certificate2> certificates) => new([.. certificates]);

    /// <summary>Parses the caBundle of a webhook configuration.</summary>
    /// <param name="text">PEM encoded as base64; null if the webhook has no caBundle.</param>
    /// <returns>The bundle; empty if the text is malformed.</returns>
    public static CaBundle Parse(string? text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(text ?? "")));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            certificates.Clear();
        }

        return new CaBundle(certificates);
    }

    /// <summary>Formats the bundle for a webhook configuration: PEM encoded as base64.</summary>
    public string Format() => Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem + "\n"));

    /// <summary>Returns whether the bundle contains exactly these certificates, in any order.</summary>
    public bool SetEquals(IEnumerable<X509Certificate2> certificates) =>
        _certificates.ToHashSet().SetEquals(certificates);

    /// <summary>
    /// Returns whether a CA of the bundle signed a certificate, and both certificates are valid at the given time.
    /// </summary>
    public bool Trusts(X509Certificate2 certificate, DateTimeOffset time)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.CustomTrustStore.AddRange(_certificates);
        return chain.Build(certificate);
    }
}
