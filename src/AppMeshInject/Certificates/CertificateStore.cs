using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>
/// Reads and writes the Secret that all replicas share. It uses optimistic concurrency (resourceVersion): a write fails
/// if another replica has written the Secret since it was read. The caller then reads it again.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions</remarks>
/// <param name="client">The client of the API server.</param>
/// <param name="namespace">The namespace of the injector.</param>
internal sealed class CertificateStore(ApiClient client, string @namespace)
{
    /// <summary>The name of the Secret.</summary>
    public const string SecretName = "aws-app-mesh-inject-certificate";

    private string CollectionPath => $"/api/v1/namespaces/{@namespace}/secrets";

    private string SecretPath => $"{CollectionPath}/{SecretName}";

    /// <summary>Reads the Secret and the time of the API server.</summary>
    /// <exception cref="ApiException">The call failed.</exception>
    public Task<ApiResponse<Secret>> FindAsync(CancellationToken cancellation) =>
        client.FindAsync(SecretPath, KubernetesJson.Default.Secret, cancellation);

    /// <summary>Creates the Secret, or updates it if it has not changed since it was read.</summary>
    /// <param name="set">The certificates to write, a complete set.</param>
    /// <param name="current">The Secret as it was read; null if it did not exist.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>
    /// True if the Secret was written; false if another replica created or changed it since it was read.
    /// </returns>
    /// <exception cref="ApiException">The call failed.</exception>
    public async Task<bool> TryWriteAsync(CertificateSet set, Secret? current, CancellationToken cancellation)
    {
        var secret = new Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = new ObjectMetadata { Name = SecretName, ResourceVersion = current?.Metadata?.ResourceVersion },
            Data = CertificateSecret.Write(set),
        };
        var (method, path, mediaType) = current is null
            ? (HttpMethod.Post, CollectionPath, "application/json")
            : (HttpMethod.Patch, SecretPath, "application/merge-patch+json");
        var written = await client.WriteAsync(
            method, path, secret, mediaType, KubernetesJson.Default.Secret, cancellation);
        return written is not null;
    }
}
