using Testcontainers.K3s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>A cluster of one node in a container.</summary>
internal sealed class K3sNode : IAsyncDisposable
{
    // k3s loads every archive that lies here when it starts.
    private const string ArchiveFolder = "/var/lib/rancher/k3s/agent/images/";

    private readonly K3sContainer _container;

    private K3sNode(K3sContainer container) => _container = container;

    public static async Task<K3sNode> StartAsync(string image, IEnumerable<string> archives)
    {
        var builder = new K3sBuilder(image);
        foreach (var archive in archives)
        {
            builder = builder.WithResourceMapping(new FileInfo(archive), ArchiveFolder);
        }

        var node = new K3sNode(builder.Build());
        await node._container.StartAsync();
        return node;
    }

    public Task<string> KubeconfigAsync() => _container.GetKubeconfigAsync();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
