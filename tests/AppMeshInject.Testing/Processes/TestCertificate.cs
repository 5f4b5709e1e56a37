using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Testing.Processes;

/// <summary>A certificate for this machine, or for a name, in two PEM files, and clients that trust the one authority that signed it.</summary>
public sealed class TestCertificate : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private readonly X509Certificate2 _authority;

    public TestCertificate(string folder, string? name = null, bool isExpired = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=AppMeshInject tests", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _authority = authority.CreateSelfSigned(now - Validity, now + (2 * Validity));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(name);
        }

        var request = new CertificateRequest("CN=AppMeshInject test server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, now - Validity, isExpired ? now - (Validity / 2) : now + Validity, RandomNumberGenerator.GetBytes(8));

        (CertificateFile, KeyFile) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    /// <summary>The authority's certificate, PEM.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    public HttpClient CreateClient(int port) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    {
        BaseAddress = new Uri($"https://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    public void Dispose() => _authority.Dispose();
}
