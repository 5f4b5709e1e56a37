using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Testing.Processes;

/// <summary>Creates a CA and a server certificate, and clients that trust the CA.</summary>
public sealed class TestCertificate : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private readonly X509Certificate2 _ca;

    /// <summary>Creates the certificates and writes the server certificate and its key to a folder.</summary>
    /// <param name="folder">The folder for <c>tls.crt</c> and <c>tls.key</c>.</param>
    /// <param name="name">The DNS name of the server; 127.0.0.1 if null.</param>
    /// <param name="isExpired">Whether the server certificate has expired.</param>
    public TestCertificate(string folder, string? name = null, bool isExpired = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ca = new CertificateRequest("CN=AppMeshInject tests", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _ca = ca.CreateSelfSigned(now - Validity, now + (2 * Validity));

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
        var end = isExpired ? now - (Validity / 2) : now + Validity;
        using var certificate = request.Create(_ca, now - Validity, end, RandomNumberGenerator.GetBytes(8));

        (CertificateFile, KeyFile) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Gets the path of the server certificate, PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>Gets the path of the private key, PEM.</summary>
    public string KeyFile { get; }

    /// <summary>Gets the CA certificate, PEM.</summary>
    public string CaPem => _ca.ExportCertificatePem();

    /// <summary>Creates a client that trusts the CA, for a server on a local port.</summary>
    public HttpClient CreateClient(int port) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _ca },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    {
        BaseAddress = new Uri($"https://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <inheritdoc/>
    public void Dispose() => _ca.Dispose();
}
