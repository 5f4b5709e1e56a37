using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>Makes certificates: an authority of the injector's own, and what it signs. All keys are ECDSA P-256.</summary>
internal static class CertificateAuthority
{
    private const string CommonName = "appmesh-inject authority";
    private const int SerialNumberLength = 16;

    // Clocks differ: RFC 5280 leaves it to us how much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Makes an authority.</summary>
    /// <param name="now">The time.</param>
    /// <param name="life">How long it is good for.</param>
    /// <returns>The certificate with its key.</returns>
    public static X509Certificate2 Create(DateTimeOffset now, TimeSpan life)
    {
        using var key = NewKey();
        var request = new CertificateRequest($"CN={CommonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now + life);
    }

    /// <summary>Makes a serving certificate that an authority signs.</summary>
    /// <param name="authority">The authority with its key.</param>
    /// <param name="names">The host names it is for.</param>
    /// <param name="now">The time.</param>
    /// <param name="life">How long it is good for, though never longer than the authority.</param>
    /// <returns>The certificate with its key.</returns>
    public static X509Certificate2 Issue(X509Certificate2 authority, IReadOnlyList<string> names, DateTimeOffset now, TimeSpan life)
    {
        using var key = NewKey();
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ExtendedKeyUsage.ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        var (start, end) = (now - ClockSkew, now + life);
        var (first, last) = (new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter));
        using var certificate = request.Create(authority, start > first ? start : first, end < last ? end : last, RandomNumberGenerator.GetBytes(SerialNumberLength));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>When a certificate was made, for those that this class makes.</summary>
    public static DateTimeOffset MadeAt(X509Certificate2 certificate) => new DateTimeOffset(certificate.NotBefore) + ClockSkew;

    /// <summary>Whether a certificate with its key is one that this class would have made to sign with.</summary>
    public static bool CanSign(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
        && certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
        && certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign))
        && certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any();

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static class ExtendedKeyUsage
    {
        // id-kp-serverAuth, RFC 5280, section 4.2.1.12
        public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    }
}
