using System.Collections.ObjectModel;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>
/// A certificate with those that lead to its root, as a handshake sends them: in the order that they have, and without the root.
/// </summary>
internal static class CertificateChain
{
    /// <summary>Makes what handshakes use.</summary>
    /// <param name="certificates">The certificate with its private key first, then those that lead to its root.</param>
    public static SslStreamCertificateContext Of(X509Certificate2Collection certificates)
    {
        X509Certificate2[] chain = [.. certificates.Skip(1).Where(certificate => !IsRoot(certificate))];

        // No handshake may wait for somebody's revocation server: without a root there is nothing to ask it, and offline it is not asked.
        return OperatingSystem.IsLinux()
            ? New(certificates[0], new(chain), trust: null)
            : SslStreamCertificateContext.Create(certificates[0], [.. chain], offline: true);
    }

    private static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    // On Linux all that Create does besides is to look for the root among the authorities of the system. To load those takes half of
    // the start, and memory from then on; bench/RESULTS.md has the figures.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SslStreamCertificateContext New(X509Certificate2 target, ReadOnlyCollection<X509Certificate2> intermediates, SslCertificateTrust? trust);
}
