using System.Net.Security;
using System.Security.Cryptography;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.KubernetesApi;

/// <summary>Connects to the API server as the pod's service account.</summary>
/// <remarks>https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/</remarks>
/// <param name="Server">The address of the API server.</param>
/// <param name="Folder">The folder where the token and the CA certificates are mounted.</param>
internal sealed record InClusterConfiguration(Uri Server, string Folder)
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";
    private const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const int MaxResponseLength = 4 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private string TokenPath => Path.Combine(Folder, "token");

    private string CaPath => Path.Combine(Folder, "ca.crt");

    /// <summary>Reads the configuration that the kubelet passes to containers; null outside a cluster.</summary>
    /// <param name="environment">The environment variables, which <see cref="Validate"/> has accepted.</param>
    public static InClusterConfiguration? Read(IReadOnlyDictionary<string, string> environment) =>
        GetServer(environment) is { } server ? new InClusterConfiguration(new Uri(server), ServiceAccountFolder) : null;

    /// <summary>Validates the address of the API server in the environment variables.</summary>
    /// <returns>The error; null if the address is valid or absent.</returns>
    public static string? Validate(IReadOnlyDictionary<string, string> environment) =>
        GetServer(environment) is { } server && !Uri.TryCreate(server, UriKind.Absolute, out _)
            ? $"{HostVariable}, {PortVariable}: {ValidationError.Quote(server)} is not the address of an API server"
            : null;

    /// <summary>Creates a client. The CA certificates are read each time, because the cluster may renew them.</summary>
    /// <param name="metrics">Counts the calls; null to not count them.</param>
    /// <exception cref="ApiException">The CA certificates cannot be read.</exception>
    public ApiClient CreateClient(ApiServerMetrics? metrics) => new(
        new ApiConnection
        {
            Server = Server,
            Tls = CreateTlsOptions(),
            UseProxy = false,
            Credentials = new ServiceAccountToken(TokenPath),
            Timeout = Timeout,
            MaxResponseLength = MaxResponseLength,
            Hints = new ConnectionHints(
                Server: $"check {HostVariable} and {PortVariable}",
                Credentials: $"check {TokenPath}",
                CertificateAuthority: $"check {CaPath}",
                ServerName: $"check {HostVariable}"),
        },
        metrics);

    private static string? GetServer(IReadOnlyDictionary<string, string> environment)
    {
        var host = environment.GetValueOrDefault(HostVariable, "");
        var port = environment.GetValueOrDefault(PortVariable, "443");
        return host.Length == 0 ? null : $"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}";
    }

    private SslClientAuthenticationOptions CreateTlsOptions()
    {
        try
        {
            return new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = CustomCaPolicy.Create(File.ReadAllText(CaPath)),
            };
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ApiException($"{CaPath}: {exception.Message}");
        }
    }
}
