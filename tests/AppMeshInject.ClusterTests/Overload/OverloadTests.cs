using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Overload;

/// <summary>More pods at once than the replicas let in: what they shed, the API server asks for again.</summary>
[Collection(ClusterToItself.Name)]
public sealed class OverloadTests(Cluster cluster, MeshedNamespace meshed) : IClassFixture<MeshedNamespace>, IAsyncLifetime
{
    private const int AtOnce = 4;
    private const int LeastShed = 10;
    private const int MostRounds = 100;

    // It takes a while to arrive, so that others come while it is inside.
    private const int LargeValue = 1024 * 1024;

    public async ValueTask InitializeAsync() =>
        (await cluster.Terminal.RunAsync($"export APPMESH_INJECT_MAX_ADMISSIONS=1; {Injector.InstallCommand}")).Succeeded();

    public async ValueTask DisposeAsync() => (await cluster.Terminal.RunAsync(Injector.InstallCommand)).Succeeded();

    [Fact]
    public async Task A_pod_that_was_shed_is_created_all_the_same()
    {
        for (var round = 0; await Replicas.CountAsync(cluster, "Overloaded") < LeastShed; round++)
        {
            Assert.True(round < MostRounds, "hardly any was shed, so nothing is shown");

            foreach (var (isSuccess, body) in await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => CreateAsync())))
            {
                Assert.True(isSuccess, body);
                Assert.Contains("\"name\":\"envoy\"", body, StringComparison.Ordinal);
            }
        }
    }

    private Task<(bool IsSuccess, string Body)> CreateAsync() => cluster.Raw.PostAsync($"api/v1/namespaces/{meshed.Name}/pods?dryRun=All", $$"""
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": { "generateName": "large-" },
          "spec": { "containers": [{ "name": "app", "image": "nginx", "env": [{ "name": "LARGE", "value": "{{new string('x', LargeValue)}}" }] }] }
        }
        """);
}
