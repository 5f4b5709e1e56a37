namespace AppMeshInject.Cluster;

/// <summary>Where the API server is and how a pod proves who it is, as the kubelet tells every container.</summary>
/// <remarks>https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/</remarks>
/// <param name="Endpoint">The API server.</param>
/// <param name="Folder">Where the token, the CA's certificates and the namespace are mounted.</param>
internal sealed record InClusterConfiguration(Uri Endpoint, string Folder)
{
    private const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The file of the token, which the kubelet renews.</summary>
    public string TokenPath => Path.Combine(Folder, "token");

    /// <summary>The file of the certificates that the API server's must lead to.</summary>
    public string AuthorityPath => Path.Combine(Folder, "ca.crt");

    /// <summary>The configuration of this pod; null outside a cluster.</summary>
    public static InClusterConfiguration? Read(IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.TryGetValue("KUBERNETES_SERVICE_HOST", out var host) || host.Length == 0)
        {
            return null;
        }

        var port = environment.GetValueOrDefault("KUBERNETES_SERVICE_PORT", "443");
        var address = host.Contains(':') ? $"[{host}]" : host;
        return new InClusterConfiguration(new Uri($"https://{address}:{port}"), ServiceAccountFolder);
    }
}
