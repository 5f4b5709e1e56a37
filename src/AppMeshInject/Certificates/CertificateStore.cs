using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>The Secret that the replicas share. Nobody waits for a lock: who writes on an outdated state loses, and looks again.</summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions</remarks>
/// <param name="client">Calls the API server.</param>
/// <param name="namespace">The namespace of the injector.</param>
internal sealed class CertificateStore(ApiClient client, string @namespace)
{
    /// <summary>The name of the Secret.</summary>
    public const string Name = "aws-app-mesh-inject-certificate";

    private string Collection => $"/api/v1/namespaces/{@namespace}/secrets";

    /// <summary>Reads the Secret; null where there is none. The date is by the API server's clock.</summary>
    public Task<ApiResponse<Secret>> FindAsync(CancellationToken cancellation) =>
        client.FindAsync($"{Collection}/{Name}", KubernetesJson.Default.Secret, cancellation);

    /// <summary>Writes a set over the state that was read.</summary>
    /// <returns>Whether it is there now; not where another replica was faster.</returns>
    public async Task<bool> WriteAsync(CertificateSet set, Secret? read, CancellationToken cancellation)
    {
        var secret = new Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = new ObjectMetadata { Name = Name, ResourceVersion = read?.Metadata?.ResourceVersion },
            Data = CertificateSecret.Write(set),
        };
        var written = read is null
            ? await client.WriteAsync(HttpMethod.Post, Collection, secret, "application/json", KubernetesJson.Default.Secret, cancellation)
            : await client.WriteAsync(HttpMethod.Patch, $"{Collection}/{Name}", secret, "application/merge-patch+json", KubernetesJson.Default.Secret, cancellation);
        return written is not null;
    }
}
