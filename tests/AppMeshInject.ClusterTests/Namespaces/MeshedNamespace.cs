using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>A namespace with the injection label, in a cluster where the injector is installed.</summary>
public class MeshedNamespace(Cluster cluster)
    : TestNamespace(cluster, new() { ["appmesh.k8s.aws/sidecarInjectorWebhook"] = "enabled" })
{
    public override async ValueTask InitializeAsync()
    {
        await Cluster.Injector.EnsureInstalledAsync();
        await base.InitializeAsync();
    }
}
