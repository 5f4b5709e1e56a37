namespace AppMeshInject.KubernetesApi;

/// <summary>Provides the credentials of a call to the API server.</summary>
internal interface ICredentialSource
{
    /// <summary>Returns the value of the header Authorization; null to send none.</summary>
    /// <exception cref="ApiException">The credentials cannot be read.</exception>
    ValueTask<string?> GetAuthorizationAsync(CancellationToken cancellation);
}
