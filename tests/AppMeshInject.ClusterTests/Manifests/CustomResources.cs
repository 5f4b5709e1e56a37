using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Manifests;

/// <summary>
/// Defines the custom resources that the components of the manifests use. Reduced definitions are created where the
/// cluster has none, and are deleted after the tests.
/// </summary>
public sealed class CustomResources(Cluster cluster) : IAsyncLifetime
{
    private const string Folder = "tests/AppMeshInject.ClusterTests/Manifests/Definitions";

    private readonly List<string> _created = [];

    public Cluster Cluster => cluster;

    public async ValueTask InitializeAsync()
    {
        await cluster.Injector.EnsureInstalledAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(CaseFolders.Root(), Folder)))
        {
            if ((await cluster.Terminal.RunAsync($"kubectl create -f {file}")).ExitCode == 0)
            {
                _created.Add(file);
            }

            const string Wait = "kubectl wait --for condition=established --timeout 60s";
            (await cluster.Terminal.RunAsync($"{Wait} -f {file}")).EnsureSuccess();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _created)
        {
            (await cluster.Terminal.RunAsync($"kubectl delete -f {file}")).EnsureSuccess();
        }
    }
}
