using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Overload;

/// <summary>The API server retries admissions that a replica rejects because it is overloaded.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class OverloadTests(Cluster cluster, MeshedNamespace meshed)
    : IClassFixture<MeshedNamespace>, IAsyncLifetime
{
    private const int Concurrency = 4;
    private const int MinOverloaded = 10;
    private const int MaxRounds = 100;

    // A large request takes long to receive, so that concurrent admissions exceed the limit of one.
    private const int LargeValueLength = 1024 * 1024;

    public async ValueTask InitializeAsync()
    {
        const string Install = $"export APPMESH_INJECT_MAX_ADMISSIONS=1; {Injector.InstallCommand}";
        (await cluster.Terminal.RunAsync(Install)).EnsureSuccess();
    }

    public async ValueTask DisposeAsync() =>
        (await cluster.Terminal.RunAsync(Injector.InstallCommand)).EnsureSuccess();

    [ClusterFact]
    public async Task Pod_is_injected_after_an_overloaded_replica_rejected_it()
    {
        for (var round = 0; await Replicas.CountAdmissionsAsync(cluster, "Overloaded") < MinOverloaded; round++)
        {
            Assert.True(round < MaxRounds, $"fewer than {MinOverloaded} admissions were overloaded");

            var creations = Enumerable.Range(0, Concurrency).Select(_ => CreateAsync());
            foreach (var (isSuccess, body) in await Task.WhenAll(creations))
            {
                Assert.True(isSuccess, body);
                Assert.True(KubernetesJson.Deserialize<V1Pod>(body).HasEnvoy(), "the pod has no Envoy container");
            }
        }
    }

    private Task<(bool IsSuccess, string Body)> CreateAsync()
    {
        var pod = $$"""
            {
              "apiVersion": "v1",
              "kind": "Pod",
              "metadata": { "generateName": "large-" },
              "spec": {
                "containers": [
                  {
                    "name": "app",
                    "image": "nginx",
                    "env": [{ "name": "LARGE", "value": "{{new string('x', LargeValueLength)}}" }]
                  }
                ]
              }
            }
            """;
        return cluster.Raw.PostAsync($"api/v1/namespaces/{meshed.Name}/pods?dryRun=All", pod);
    }
}
