using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.LearnedFacts;

/// <summary>What no setting says, the injector learns from the cluster and tells Envoy.</summary>
public sealed class LearnedFactsTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Manifest = """
        apiVersion: v1
        kind: Pod
        metadata: { name: nginx }
        spec: { containers: [{ name: nginx, image: nginx, ports: [{ containerPort: 80 }] }] }
        """;

    [Fact]
    public async Task Envoy_is_told_the_version_of_the_server_and_the_region_of_the_node()
    {
        (await meshed.ApplyAsync(Manifest)).Succeeded();

        var envoy = (await meshed.WaitForPodAsync("pod nginx", pod => pod.Name() == "nginx")).Envoy();

        Assert.Equal(meshed.Cluster.Version.Text, envoy.Variable("APPMESH_PLATFORM_K8S_VERSION"));
        Assert.Equal(await RegionAsync(), envoy.Variable("AWS_REGION"));
    }

    [Fact]
    public async Task The_log_of_every_replica_says_what_was_learned()
    {
        var region = await RegionAsync();
        foreach (var replica in (await meshed.Cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector)).Items)
        {
            var log = (await meshed.Cluster.Terminal.RunAsync($"kubectl logs --namespace {Injector.Namespace} {replica.Name()}")).Succeeded();

            Assert.Contains($"learned the version of the API server: {meshed.Cluster.Version.Text}\"", log, StringComparison.Ordinal);
            Assert.Contains($"learned the region of node {replica.Spec.NodeName}: {region}\"", log, StringComparison.Ordinal);
        }
    }

    private async Task<string?> RegionAsync() =>
        Assert.Single((await meshed.Cluster.Api.CoreV1.ListNodeAsync()).Items.Select(NodeRegion.Of).Distinct());
}
