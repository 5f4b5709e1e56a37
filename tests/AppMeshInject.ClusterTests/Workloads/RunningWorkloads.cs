using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>A meshed namespace in which one workload of each kind runs.</summary>
public sealed class RunningWorkloads(Cluster cluster) : MeshedNamespace(cluster)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await ApplyAsync(WorkloadManifests.Create(Cluster.Version))).EnsureSuccess();
    }
}
