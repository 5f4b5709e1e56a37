namespace AppMeshInject.Certificates;

/// <summary>
/// Records that the API server trusts the served certificate. A replica becomes ready only after this is recorded. The
/// state never resets: a replica must not leave the Service when it cannot reach the API server.
/// </summary>
/// <param name="isEstablished">True if the replica can be ready without this trust.</param>
internal sealed class CertificateTrustState(bool isEstablished)
{
    private volatile bool _isEstablished = isEstablished;

    /// <summary>True if the API server has trusted the served certificate.</summary>
    public bool IsEstablished => _isEstablished;

    /// <summary>Records that the API server trusts the served certificate.</summary>
    public void Establish() => _isEstablished = true;
}
