using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Manifests;

/// <summary>The resources of others that components use: stand-ins where the cluster has none, which are removed afterwards.</summary>
public sealed class CustomResources(Cluster cluster) : IAsyncLifetime
{
    private readonly List<string> _created = [];

    public Cluster Cluster => cluster;

    public async ValueTask InitializeAsync()
    {
        await cluster.Injector.EnsureInstalledAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(CaseFolders.Root(), "tests/AppMeshInject.ClusterTests/Manifests/StandIns")))
        {
            if ((await cluster.Terminal.RunAsync($"kubectl create -f {file}")).ExitCode == 0)
            {
                _created.Add(file);
            }

            (await cluster.Terminal.RunAsync($"kubectl wait --for condition=established --timeout 60s -f {file}")).Succeeded();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _created)
        {
            (await cluster.Terminal.RunAsync($"kubectl delete -f {file}")).Succeeded();
        }
    }
}
