using AppMeshInject.ClusterTests.Terminals;
using AppMeshInject.Testing.Golden;
using k8s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The cluster that all tests share: one that is started for them, or the one that the environment names.</summary>
public sealed class Cluster : IAsyncLifetime
{
    // In front of the PATH where the server is older than what the manifests are written for.
    private const string BridgeFolder = "tests/cluster/kubernetes-1.20";
    private const int OldestServer = 21;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-cluster-");
    private K3sNode? _node;

    /// <summary>The API, for what no user types.</summary>
    public Kubernetes Api { get; private set; } = null!;

    public RawApi Raw { get; private set; } = null!;

    public ServerVersion Version { get; private set; } = null!;

    /// <summary>A terminal whose kubectl talks to the cluster.</summary>
    public Terminal Terminal { get; private set; } = null!;

    /// <summary>The injector, for the tests that only use it.</summary>
    public Injector Injector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var environment = TestEnvironment.Current;
        environment.Check();
        var kubeconfig = environment.Kubeconfig ?? await StartAsync(environment);
        Api = new Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(kubeconfig)));
        Raw = new RawApi(Api);
        Version = await ServerVersion.OfAsync(Api);
        Terminal = new Terminal(Variables(kubeconfig, environment.Image));
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

    private async Task<string> StartAsync(TestEnvironment environment)
    {
        _node = await K3sNode.StartAsync(environment.NodeImage, environment.Archives);
        var kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await _node.KubeconfigAsync());
        return kubeconfig;
    }

    private Dictionary<string, string> Variables(string kubeconfig, string? image)
    {
        var variables = new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["IMAGE"] = image ?? "" };
        if (!Version.IsAtLeast(OldestServer))
        {
            variables["PATH"] = $"{Path.Combine(CaseFolders.Root(), BridgeFolder)}:{Environment.GetEnvironmentVariable("PATH")}";
        }

        return variables;
    }
}
