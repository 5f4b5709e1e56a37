using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AppMeshInject.Certificates;

/// <summary>The authorities by which the API server judges a serving certificate: a caBundle.</summary>
internal sealed class TrustBundle
{
    private readonly X509Certificate2Collection _authorities;

    private TrustBundle(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <summary>The authorities.</summary>
    public IEnumerable<X509Certificate2> Authorities => _authorities;

    /// <summary>A bundle of these.</summary>
    public static TrustBundle Of(IEnumerable<X509Certificate2> authorities) => new([.. authorities]);

    /// <summary>Reads a caBundle as it stands in a webhook configuration: PEM in base64. What is malformed trusts nobody.</summary>
    public static TrustBundle Read(string? text)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(text ?? "")));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            authorities.Clear();
        }

        return new TrustBundle(authorities);
    }

    /// <summary>The bundle as PEM.</summary>
    public string Pem => _authorities.ExportCertificatePems();

    /// <summary>The bundle as it stands in a webhook configuration.</summary>
    public string Write() => Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem + "\n"));

    /// <summary>Whether it holds just these.</summary>
    public bool Is(IEnumerable<X509Certificate2> authorities) => _authorities.ToHashSet().SetEquals(authorities);

    /// <summary>Whether a certificate leads to one of the authorities, and both are good at a time.</summary>
    public bool Verifies(X509Certificate2 certificate, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        return chain.Build(certificate);
    }
}
