using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>Creates a self-signed certificate for trying the webhook on localhost.</summary>
internal static class DevelopmentCertificate
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Validity = TimeSpan.FromDays(30);

    /// <summary>Creates the certificate with its private key.</summary>
    public static X509Certificate2Collection Create(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=appmesh-inject development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        return [request.CreateSelfSigned(now - ClockSkew, now + Validity)];
    }
}
