namespace AppMeshInject.KubernetesApi;

/// <summary>Credentials that do not change.</summary>
/// <param name="authorization">The value of the header Authorization; null to send none.</param>
internal sealed class StaticCredentials(string? authorization) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<string?> GetAuthorizationAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(authorization);
}
