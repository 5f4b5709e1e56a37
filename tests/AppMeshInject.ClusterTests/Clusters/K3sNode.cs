using Testcontainers.K3s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>A single-node cluster in a container.</summary>
internal sealed class K3sNode : IAsyncDisposable
{
    // k3s imports every image archive in this folder when it starts.
    private const string ArchiveFolder = "/var/lib/rancher/k3s/agent/images/";

    private readonly K3sContainer _container;

    private K3sNode(K3sContainer container) => _container = container;

    /// <summary>Starts a node and waits until it is ready.</summary>
    /// <param name="image">The node image, such as <c>rancher/k3s:v1.36.5-k3s1</c>.</param>
    /// <param name="archives">The paths of the image archives to import.</param>
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

    /// <summary>Returns the text of an administrator's kubeconfig.</summary>
    public Task<string> GetKubeconfigAsync() => _container.GetKubeconfigAsync();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
