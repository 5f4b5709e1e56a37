using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.ClusterInfo;

/// <summary>
/// The injector reads the server version and the region from the cluster where no setting names them.
/// </summary>
public sealed class ClusterInfoTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata: { name: nginx }
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """;

    [ClusterFact]
    public async Task Envoy_gets_the_version_of_the_server_and_the_region_of_the_node()
    {
        (await meshed.ApplyAsync(Manifest)).EnsureSuccess();

        var envoy = (await meshed.WaitForPodAsync("pod nginx", pod => pod.Name() == "nginx")).GetEnvoy();

        Assert.Equal(meshed.Cluster.Version.Text, envoy.FindVariable("APPMESH_PLATFORM_K8S_VERSION"));
        Assert.Equal(await GetRegionAsync(), envoy.FindVariable("AWS_REGION"));
    }

    [ClusterFact]
    public async Task Every_replica_logs_the_version_and_the_region()
    {
        var region = await GetRegionAsync();
        foreach (var replica in await Replicas.ListAsync(meshed.Cluster))
        {
            var command = $"kubectl logs --namespace {Injector.Namespace} {replica.Name()}";
            var log = (await meshed.Cluster.Terminal.RunAsync(command)).EnsureSuccess();

            Assert.Contains(
                $"version of the API server: {meshed.Cluster.Version.Text}\"", log, StringComparison.Ordinal);
            Assert.Contains($"region of node {replica.Spec.NodeName}: {region}\"", log, StringComparison.Ordinal);
        }
    }

    private async Task<string?> GetRegionAsync()
    {
        var nodes = await meshed.Cluster.Api.CoreV1.ListNodeAsync();
        return Assert.Single(nodes.Items.Select(NodeRegion.Find).Distinct());
    }
}
