namespace AppMeshInject.KubernetesApi;

/// <summary>
/// The token of the pod's service account. It is read for every call, because the kubelet renews the file.
/// </summary>
/// <param name="path">The path of the token file.</param>
internal sealed class ServiceAccountToken(string path) : ICredentialSource
{
    /// <inheritdoc/>
    public async ValueTask<string?> GetAuthorizationAsync(CancellationToken cancellation)
    {
        try
        {
            return $"Bearer {(await File.ReadAllTextAsync(path, cancellation)).Trim()}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ApiException($"service account token: {exception.Message}");
        }
    }
}
