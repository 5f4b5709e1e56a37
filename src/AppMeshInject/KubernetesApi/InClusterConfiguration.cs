
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.KubernetesApi;

/// <summary>Where the API server is and how a pod proves who it is, as the kubelet tells every container.</summary>
/// <remarks>https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/</remarks>
/// <param name="Endpoint">The API server.</param>
/// <param name="Folder">Where the token, the CA's certificates and the namespace are mounted.</param>
internal sealed record InClusterConfiguration(Uri Endpoint, string Folder)
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";
    private const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The file of the token, which the kubelet renews.</summary>
    public string TokenPath => Path.Combine(Folder, "token");

    /// <summary>The file of the certificates that the API server's must lead to.</summary>
    public string AuthorityPath => Path.Combine(Folder, "ca.crt");

    /// <summary>The configuration of this pod; null outside a cluster.</summary>
    public static InClusterConfiguration? Read(IReadOnlyDictionary<string, string> environment)
    {
        var address = AddressOf(environment);
        return address is null ? null : new InClusterConfiguration(new Uri(address), ServiceAccountFolder);
    }

    /// <summary>What is wrong with what the environment says of the API server; null where nothing is.</summary>
    public static string? FaultOf(IReadOnlyDictionary<string, string> environment) =>
        AddressOf(environment) is { } address && !Uri.TryCreate(address, UriKind.Absolute, out _)
            ? $"{HostVariable}, {PortVariable}: {ValidationError.Quote(address)} is no address of an API server"
            : null;

    private static string? AddressOf(IReadOnlyDictionary<string, string> environment)
    {
        var host = environment.GetValueOrDefault(HostVariable, "");
        var port = environment.GetValueOrDefault(PortVariable, "443");
        return host.Length == 0 ? null : $"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}";
    }
}
