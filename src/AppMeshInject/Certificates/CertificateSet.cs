using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>
/// What the replicas share: the authority that signs, the certificate to be served, and every authority that is to be trusted.
/// A set never changes; what is due makes another one.
/// </summary>
/// <param name="Authority">The authority with its key; null where it is missing or spoilt.</param>
/// <param name="Serving">The certificate with its key; null where it is missing or spoilt.</param>
/// <param name="Trusted">The authorities to be trusted, newest first.</param>
internal sealed record CertificateSet(X509Certificate2? Authority, X509Certificate2? Serving, IReadOnlyList<X509Certificate2> Trusted)
{
    /// <summary>A set in which everything is yet to be made.</summary>
    public static readonly CertificateSet Empty = new(null, null, []);

    /// <summary>Whether no part is missing.</summary>
    public bool IsWhole => Authority is not null && Serving is not null && Trusted.Count > 0;

    // Somebody who deletes the Secret again and again must not make the bundle grow without bound.
    private const int MostTrusted = 20;

    /// <summary>Makes what is missing or due: at two thirds of its life, or where it does not fit the rest.</summary>
    /// <param name="policy">What the certificates are to be like.</param>
    /// <param name="now">The time by the API server's clock, by which the certificates are judged.</param>
    /// <param name="known">Authorities that are trusted elsewhere: in the live bundle. Where the set was lost, they stay.</param>
    /// <returns>The same set where nothing is due.</returns>
    public CertificateSet Renew(CertificatePolicy policy, DateTimeOffset now, IEnumerable<X509Certificate2> known)
    {
        var authority = Authority is { } current && !IsDue(current, policy.AuthorityLife, now)
            ? current
            : CertificateAuthority.Create(now, policy.AuthorityLife);
        var serving = Serving is { } served && !IsDue(served, policy.CertificateLife, now) && Fits(served, authority, policy.Names)
            ? served
            : CertificateAuthority.Issue(authority, policy.Names, now, policy.CertificateLife);
        var trusted = TrustedBeside(authority, policy, now, known);
        return authority == Authority && serving == Serving && trusted.SequenceEqual(Trusted) ? this : new CertificateSet(authority, serving, trusted);
    }

    private List<X509Certificate2> TrustedBeside(
        X509Certificate2 authority, CertificatePolicy policy, DateTimeOffset now, IEnumerable<X509Certificate2> known)
    {
        var trusted = new List<X509Certificate2> { authority };

        foreach (var other in Trusted.Concat(known).Distinct().OrderByDescending(certificate => certificate.NotBefore))
        {
            // An authority's successor is the next younger one; once that has signed for so long, nothing of the elder is left.
            var isRetired = CertificateAuthority.MadeAt(trusted[^1]) + policy.Overlap < now;
            if (!other.Equals(authority) && !isRetired && new DateTimeOffset(other.NotAfter) > now && trusted.Count < MostTrusted)
            {
                trusted.Add(other);
            }
        }

        return trusted;
    }

    // Also where the policy gives it another life by now, and where the clock was once far ahead.
    private static bool IsDue(X509Certificate2 certificate, TimeSpan life, DateTimeOffset now)
    {
        var madeAt = CertificateAuthority.MadeAt(certificate);
        var end = new DateTimeOffset(certificate.NotAfter);
        var wanted = madeAt + life < end ? madeAt + life : end;
        return now < new DateTimeOffset(certificate.NotBefore) || now >= madeAt + ((wanted - madeAt) * 2 / 3);
    }

    private static bool Fits(X509Certificate2 certificate, X509Certificate2 authority, IReadOnlyList<string> names) =>
        names.All(name => certificate.MatchesHostname(name)) && IsSignedBy(certificate, authority);

    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 authority) =>
        TrustBundle.Of([authority]).Verifies(certificate, new DateTimeOffset(certificate.NotBefore));
}
