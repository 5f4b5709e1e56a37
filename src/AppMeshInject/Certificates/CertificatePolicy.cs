namespace AppMeshInject.Certificates;

/// <summary>The requirements that managed certificates fulfill.</summary>
/// <param name="DnsNames">The DNS names under which the API server can call the webhook.</param>
/// <param name="CaValidity">The validity of a CA certificate.</param>
/// <param name="ServingValidity">The validity of a serving certificate.</param>
internal sealed record CertificatePolicy(IReadOnlyList<string> DnsNames, TimeSpan CaValidity, TimeSpan ServingValidity)
{
    private static readonly TimeSpan MinOverlap = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The time for which a previous CA stays trusted after a rotation: until every certificate that it signed has
    /// expired, but at least 10 minutes.
    /// </summary>
    public TimeSpan Overlap => ServingValidity > MinOverlap ? ServingValidity : MinOverlap;
}
