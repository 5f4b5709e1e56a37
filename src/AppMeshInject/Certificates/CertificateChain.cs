using System.Collections.ObjectModel;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>Creates the certificate chain that TLS handshakes send: the certificate and its intermediates.</summary>
internal static class CertificateChain
{
    /// <summary>Creates the context for handshakes. Handshakes send the certificates in the given order.</summary>
    /// <param name="certificates">
    /// The serving certificate with its private key, followed by its intermediates. Root certificates are left out.
    /// </param>
    public static SslStreamCertificateContext CreateContext(X509Certificate2Collection certificates)
    {
        X509Certificate2[] intermediates = [.. certificates.Skip(1).Where(certificate => !IsRoot(certificate))];

        // Handshakes must not wait for a revocation server. Neither way fetches an OCSP response: the constructor gets
        // no root, and Create is offline.
        return OperatingSystem.IsLinux()
            ? CreateContext(certificates[0], new(intermediates), trust: null)
            : SslStreamCertificateContext.Create(certificates[0], [.. intermediates], offline: true);
    }

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    // Calls the private constructor. On Linux, the public Create loads all CA certificates of the system, which takes
    // more than half of the start time: docs/decisions/0003-certificate-context-constructor.md
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SslStreamCertificateContext CreateContext(
        X509Certificate2 target, ReadOnlyCollection<X509Certificate2> intermediates, SslCertificateTrust? trust);
}
