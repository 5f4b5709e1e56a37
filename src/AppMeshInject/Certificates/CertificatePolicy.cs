namespace AppMeshInject.Certificates;

/// <summary>What managed certificates are to be like.</summary>
/// <param name="Names">The host names that the API server asks the webhook by.</param>
/// <param name="AuthorityLife">How long an authority is good for.</param>
/// <param name="CertificateLife">How long a serving certificate is good for.</param>
internal sealed record CertificatePolicy(IReadOnlyList<string> Names, TimeSpan AuthorityLife, TimeSpan CertificateLife)
{
    private static readonly TimeSpan LeastOverlap = TimeSpan.FromMinutes(10);

    /// <summary>How long an authority stays trusted after another took its place: until the last certificate of it is gone.</summary>
    public TimeSpan Overlap => CertificateLife > LeastOverlap ? CertificateLife : LeastOverlap;
}
