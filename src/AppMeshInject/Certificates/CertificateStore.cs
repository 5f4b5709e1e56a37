using System.Text.Json;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>The Secret that the replicas share. Nobody waits for a lock: who writes on an outdated state loses, and looks again.</summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions</remarks>
/// <param name="server">The API server.</param>
/// <param name="namespace">The namespace of the injector.</param>
internal sealed class CertificateStore(InClusterApiClient server, string @namespace)
{
    /// <summary>The name of the Secret.</summary>
    public const string Name = "aws-app-mesh-inject-certificate";

    private string Collection => $"/api/v1/namespaces/{@namespace}/secrets";

    /// <summary>Reads the Secret; null where there is none. The date is by the API server's clock.</summary>
    public Task<ApiAnswer<Secret>> FindAsync(CancellationToken cancellation) =>
        server.FindAsync($"{Collection}/{Name}", Secret.Read, cancellation);

    /// <summary>Writes a set over the state that was read.</summary>
    /// <returns>Whether it is there now; not where another replica was faster.</returns>
    public async Task<bool> WriteAsync(CertificateSet set, Secret? read, CancellationToken cancellation)
    {
        var secret = JsonSerializer.SerializeToUtf8Bytes(
            new Secret
            {
                ApiVersion = "v1",
                Kind = "Secret",
                Metadata = new ObjectMetadata { Name = Name, ResourceVersion = read?.Metadata?.ResourceVersion },
                Data = CertificateSecret.Write(set),
            },
            ClusterJson.Default.Secret);
        var written = read is null
            ? await server.WriteAsync(HttpMethod.Post, Collection, secret, "application/json", Secret.Read, cancellation)
            : await server.WriteAsync(HttpMethod.Patch, $"{Collection}/{Name}", secret, "application/merge-patch+json", Secret.Read, cancellation);
        return written is not null;
    }
}
