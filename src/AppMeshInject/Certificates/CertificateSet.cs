using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>
/// The certificates that all replicas share. A set is immutable; a renewal creates another set.
/// </summary>
/// <param name="Ca">The current CA certificate with its private key; null if it is missing or corrupted.</param>
/// <param name="Serving">The serving certificate with its private key; null if it is missing or corrupted.</param>
/// <param name="TrustedCas">The trusted CA certificates: the current one and, after a rotation, previous ones.</param>
internal sealed record CertificateSet(
    X509Certificate2? Ca, X509Certificate2? Serving, IReadOnlyList<X509Certificate2> TrustedCas)
{
    /// <summary>A set without certificates.</summary>
    public static readonly CertificateSet Empty = new(null, null, []);

    // Limits the caBundle if the Secret is deleted repeatedly.
    private const int MaxTrustedCas = 20;

    /// <summary>True if no certificate is missing.</summary>
    public bool IsComplete => Ca is not null && Serving is not null && TrustedCas.Count > 0;

    /// <summary>
    /// Creates each certificate that is missing, does not match the policy or the CA, or has passed two thirds of its
    /// validity.
    /// </summary>
    /// <param name="policy">The requirements for the certificates.</param>
    /// <param name="now">The time of the API server.</param>
    /// <param name="knownCas">
    /// Other CA certificates that stay trusted: those of the caBundle, if this set is incomplete.
    /// </param>
    /// <returns>The new set; this set if nothing changed.</returns>
    public CertificateSet Renew(CertificatePolicy policy, DateTimeOffset now, IEnumerable<X509Certificate2> knownCas)
    {
        var ca = Ca is { } currentCa && !IsRenewalDue(currentCa, policy.CaValidity, now)
            ? currentCa
            : CertificateAuthority.CreateCa(now, policy.CaValidity);
        var serving = Serving is { } current
            && !IsRenewalDue(current, policy.ServingValidity, now)
            && Matches(current, ca, policy.DnsNames)
            ? current
            : CertificateAuthority.Issue(ca, policy.DnsNames, now, policy.ServingValidity);
        var trustedCas = GetTrustedCas(ca, policy, now, knownCas);
        return ca == Ca && serving == Serving && trustedCas.SequenceEqual(TrustedCas)
            ? this
            : new CertificateSet(ca, serving, trustedCas);
    }

    // The given CA first, then the others from new to old.
    private List<X509Certificate2> GetTrustedCas(
        X509Certificate2 ca, CertificatePolicy policy, DateTimeOffset now, IEnumerable<X509Certificate2> knownCas)
    {
        var trusted = new List<X509Certificate2> { ca };
        var others = TrustedCas.Concat(knownCas).Distinct().OrderByDescending(certificate => certificate.NotBefore);
        foreach (var other in others)
        {
            // Drops a CA when all certificates that it signed have expired. A CA signs no certificate after a newer CA
            // exists.
            var isRetired = CertificateAuthority.GetIssueTime(trusted[^1]) + policy.Overlap < now;
            var isExpired = new DateTimeOffset(other.NotAfter) <= now;
            if (!other.Equals(ca) && !isRetired && !isExpired && trusted.Count < MaxTrustedCas)
            {
                trusted.Add(other);
            }
        }

        return trusted;
    }

    // Also true if the policy now has a shorter validity, or if the certificate was created by a clock that was ahead.
    private static bool IsRenewalDue(X509Certificate2 certificate, TimeSpan validity, DateTimeOffset now)
    {
        var issueTime = CertificateAuthority.GetIssueTime(certificate);
        var notAfter = new DateTimeOffset(certificate.NotAfter);
        var end = issueTime + validity < notAfter ? issueTime + validity : notAfter;
        return now < new DateTimeOffset(certificate.NotBefore) || now >= issueTime + ((end - issueTime) * 2 / 3);
    }

    private static bool Matches(X509Certificate2 certificate, X509Certificate2 ca, IReadOnlyList<string> dnsNames) =>
        dnsNames.All(name => certificate.MatchesHostname(name)) && IsSignedBy(certificate, ca);

    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 ca) =>
        CaBundle.From([ca]).Trusts(certificate, new DateTimeOffset(certificate.NotBefore));
}
