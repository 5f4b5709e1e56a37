using System.Diagnostics;
using AppMeshInject.ClusterTests.Clusters;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>Three replicas that start at the same instant where there is no certificate yet.</summary>
[Collection(ClusterToItself.Name)]
public sealed class SimultaneousStartTests(Cluster cluster)
{
    private const int Replicas = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly LiveCertificates _certificates = new(cluster);

    [Fact]
    public async Task They_share_one_authority_and_are_ready_within_15_seconds()
    {
        await cluster.Injector.EnsureInstalledAsync();
        for (var i = 0; i < Effort.SimultaneousStarts; i++)
        {
            await ScaleAsync(0);
            await WaitForPodsAsync(pods => pods.Count == 0, "no replica");
            await _certificates.DeleteAsync();
            await _certificates.SpoilBundleAsync("");
            var clock = Stopwatch.StartNew();

            await ScaleAsync(Replicas);
            await WaitForPodsAsync(pods => pods.Count == Replicas && pods.All(Namespaces.Pods.IsReady), $"{Replicas} replicas to be ready");

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
            Assert.Equal(1, await _certificates.AuthoritiesAsync());
        }

        await ScaleAsync(2);
    }

    private Task<V1Scale> ScaleAsync(int replicas) => cluster.Api.AppsV1.PatchNamespacedDeploymentScaleAsync(
        new V1Patch($$"""{ "spec": { "replicas": {{replicas}} } }""", V1Patch.PatchType.MergePatch), Injector.Name, Injector.Namespace);

    private Task WaitForPodsAsync(Func<IList<V1Pod>, bool> condition, string what) => _certificates.UntilAsync(
        what, async () => condition(await Clusters.Replicas.ListAsync(cluster)));
}
