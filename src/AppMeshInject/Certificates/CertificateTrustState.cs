namespace AppMeshInject.Certificates;

/// <summary>
/// Whether the API server was seen to trust the certificate that is served, which the first readiness waits for. Once it was, it
/// stays so: a replica that everybody can reach must not leave the Service because the API server does not answer it.
/// </summary>
/// <param name="isEstablished">Whether there is nothing to wait for.</param>
internal sealed class CertificateTrustState(bool isEstablished)
{
    private volatile bool _isEstablished = isEstablished;

    /// <summary>Whether it was.</summary>
    public bool IsEstablished => _isEstablished;

    /// <summary>Notes that it was.</summary>
    public void Establish() => _isEstablished = true;
}
