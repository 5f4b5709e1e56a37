using AppMeshInject.ClusterTests.Terminals;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>
/// The injector in the cluster. Tests that only use it share one installation, made by the install script.
/// </summary>
public sealed class Injector
{
    public const string Namespace = "appmesh-inject";
    public const string Name = "aws-app-mesh-inject";
    public const string Selector = $"app.kubernetes.io/name={Name}";

    /// <summary>The mesh of pods that have no mesh annotation.</summary>
    public const string Mesh = "mynewmesh";

    public const string InstallCommand = $"export MESH_NAME={Mesh}; deploy/install.sh";

    private readonly Terminal _terminal;
    private Lazy<Task> _installation;

    public Injector(Terminal terminal)
    {
        _terminal = terminal;
        _installation = new Lazy<Task>(InstallAsync);
    }

    /// <summary>Gets the clean-up commands of deploy/README.md.</summary>
    public static IReadOnlyList<string> CleanUpCommands =>
    [
        "kubectl delete namespace appmesh-inject",
        "kubectl delete mutatingwebhookconfiguration aws-app-mesh-inject",
        "kubectl delete clusterrolebindings aws-app-mesh-inject-binding",
        "kubectl delete clusterrole aws-app-mesh-inject-cr",
    ];

    /// <summary>Installs the injector unless it is already installed.</summary>
    public Task EnsureInstalledAsync() => _installation.Value;

    /// <summary>Removes the injector, also one that a previous run left.</summary>
    public async Task RemoveAsync()
    {
        _installation = new Lazy<Task>(InstallAsync);
        foreach (var command in CleanUpCommands)
        {
            (await _terminal.RunAsync($"{command} --ignore-not-found")).EnsureSuccess();
        }
    }

    private async Task InstallAsync() => (await _terminal.RunAsync(InstallCommand)).EnsureSuccess();
}
