using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>A meshed namespace with an installation that a test may change: it goes with the test, and who comes next gets another.</summary>
public sealed class OwnInstallation(Cluster cluster) : MeshedNamespace(cluster)
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cluster.Injector.RemoveAsync();
    }
}
