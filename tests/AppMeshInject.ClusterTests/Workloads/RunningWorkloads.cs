using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>A meshed namespace with a workload of each kind.</summary>
public sealed class RunningWorkloads(Cluster cluster) : MeshedNamespace(cluster)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await ApplyAsync(WorkloadManifests.All(Cluster.Version))).Succeeded();
    }
}
