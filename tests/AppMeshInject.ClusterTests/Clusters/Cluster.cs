using AppMeshInject.ClusterTests.Terminals;
using AppMeshInject.Testing.Golden;
using k8s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>
/// The cluster that all tests share: a k3s node that this fixture starts, or an existing cluster named by its
/// kubeconfig. Where neither is configured, <see cref="ClusterFactAttribute"/> skips the tests that use it.
/// </summary>
public sealed class Cluster : IAsyncLifetime
{
    // Placed in front of the PATH for servers that do not serve the API versions of the manifests.
    private const string BridgeFolder = "tests/cluster/kubernetes-1.20";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-cluster-");
    private K3sNode? _node;

    /// <summary>Gets the typed Kubernetes client.</summary>
    public Kubernetes Api { get; private set; } = null!;

    /// <summary>Gets the client that addresses the API by path.</summary>
    public RawApi Raw { get; private set; } = null!;

    /// <summary>Gets the version of the API server.</summary>
    public ServerVersion Version { get; private set; } = null!;

    /// <summary>Gets a terminal whose kubectl uses the cluster.</summary>
    public Terminal Terminal { get; private set; } = null!;

    /// <summary>Gets the installation of the injector that the tests share.</summary>
    public Injector Injector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var environment = TestEnvironment.Current;
        if (environment.SkipReason is not null)
        {
            return;
        }

        environment.ValidateArchives();
        var kubeconfig = environment.Kubeconfig ?? await StartNodeAsync(environment);
        var configuration =
            await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(kubeconfig));
        Api = new Kubernetes(configuration);
        Raw = new RawApi(Api);
        Version = await ServerVersion.ReadAsync(Api);
        Terminal = new Terminal(CreateVariables(kubeconfig, environment.Image));
        Injector = new Injector(Terminal);
        await NodeRegion.EnsureAsync(Api);
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<string> StartNodeAsync(TestEnvironment environment)
    {
        _node = await K3sNode.StartAsync(environment.NodeImage, environment.Archives);
        var kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await _node.GetKubeconfigAsync());
        return kubeconfig;
    }

    private Dictionary<string, string> CreateVariables(string kubeconfig, string? image)
    {
        var variables = new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["IMAGE"] = image ?? "" };
        if (!Version.HasPolicyV1)
        {
            var bridge = Path.Combine(CaseFolders.Root(), BridgeFolder);
            variables["PATH"] = $"{bridge}:{Environment.GetEnvironmentVariable("PATH")}";
        }

        return variables;
    }
}
