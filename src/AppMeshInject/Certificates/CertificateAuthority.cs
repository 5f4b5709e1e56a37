using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>Creates CA certificates, and serving certificates signed by them. All keys are ECDSA P-256.</summary>
internal static class CertificateAuthority
{
    private const string CommonName = "appmesh-inject CA";
    private const int SerialNumberLength = 16;

    // Certificates are valid from this long before their issue time, because clocks differ.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Creates a self-signed CA certificate.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="validity">The time until the certificate expires.</param>
    /// <returns>The certificate with its private key.</returns>
    public static X509Certificate2 CreateCa(DateTimeOffset now, TimeSpan validity)
    {
        using var key = CreateKey();
        var request = new CertificateRequest($"CN={CommonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now + validity);
    }

    /// <summary>Issues a serving certificate.</summary>
    /// <param name="ca">The CA certificate with its private key.</param>
    /// <param name="dnsNames">The DNS names of the server.</param>
    /// <param name="now">The current time.</param>
    /// <param name="validity">
    /// The time until the certificate expires. The certificate never expires later than the CA.
    /// </param>
    /// <returns>The certificate with its private key.</returns>
    public static X509Certificate2 Issue(
        X509Certificate2 ca, IReadOnlyList<string> dnsNames, DateTimeOffset now, TimeSpan validity)
    {
        using var key = CreateKey();
        var request = new CertificateRequest($"CN={dnsNames[0]}", key, HashAlgorithmName.SHA256);
        var alternativeNames = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames)
        {
            alternativeNames.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternativeNames.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(ExtendedKeyUsage.ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            ca, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        var (start, end) = (now - ClockSkew, now + validity);
        var (caStart, caEnd) = (new DateTimeOffset(ca.NotBefore), new DateTimeOffset(ca.NotAfter));
        using var certificate = request.Create(
            ca,
            start > caStart ? start : caStart,
            end < caEnd ? end : caEnd,
            RandomNumberGenerator.GetBytes(SerialNumberLength));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Gets the time at which this class created a certificate.</summary>
    public static DateTimeOffset GetIssueTime(X509Certificate2 certificate) =>
        new DateTimeOffset(certificate.NotBefore) + ClockSkew;

    /// <summary>Returns whether a certificate is a CA certificate with the extensions that this class adds.</summary>
    public static bool CanSign(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && certificate.Extensions.OfType<X509BasicConstraintsExtension>()
            .Any(constraints => constraints.CertificateAuthority)
        && certificate.Extensions.OfType<X509KeyUsageExtension>()
            .Any(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        && certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any();

    private static ECDsa CreateKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static class ExtendedKeyUsage
    {
        // id-kp-serverAuth, RFC 5280, section 4.2.1.12
        public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    }
}
