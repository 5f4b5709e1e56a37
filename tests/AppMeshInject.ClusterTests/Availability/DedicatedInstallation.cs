using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>
/// A meshed namespace and an installation of the injector that is removed after the tests of the class.
/// </summary>
public sealed class DedicatedInstallation(Cluster cluster) : MeshedNamespace(cluster)
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cluster.Injector.RemoveAsync();
    }
}
