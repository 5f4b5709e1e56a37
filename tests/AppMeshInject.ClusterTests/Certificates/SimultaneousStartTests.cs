using System.Diagnostics;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>Three replicas start at the same time while no certificate exists.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class SimultaneousStartTests(Cluster cluster)
{
    private const int ReplicaCount = 3;

    private static readonly TimeSpan MaxStartTime = TimeSpan.FromSeconds(15);

    private readonly InstalledCertificates _certificates = new(cluster);

    [ClusterFact]
    public async Task Replicas_share_one_CA_and_are_ready_within_15_seconds()
    {
        await cluster.Injector.EnsureInstalledAsync();
        for (var i = 0; i < TestScale.SimultaneousStarts; i++)
        {
            await ScaleAsync(0);
            await WaitForPodsAsync(pods => pods.Count == 0, "no replica");
            await _certificates.DeleteSecretAsync();
            await _certificates.OverwriteCaBundleAsync("");
            var clock = Stopwatch.StartNew();

            await ScaleAsync(ReplicaCount);
            await WaitForPodsAsync(
                pods => pods.Count == ReplicaCount && pods.All(PodConditions.IsReady),
                $"{ReplicaCount} ready replicas");

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, MaxStartTime);
            Assert.Equal(1, await _certificates.CountCaCertificatesAsync());
        }

        await ScaleAsync(2);
    }

    private Task<V1Scale> ScaleAsync(int replicas)
    {
        var patch = $$"""{ "spec": { "replicas": {{replicas}} } }""";
        return cluster.Api.AppsV1.PatchNamespacedDeploymentScaleAsync(
            new V1Patch(patch, V1Patch.PatchType.MergePatch), Injector.Name, Injector.Namespace);
    }

    private Task WaitForPodsAsync(Func<IList<V1Pod>, bool> condition, string what) =>
        _certificates.WaitUntilAsync(what, async () => condition(await Replicas.ListAsync(cluster)));
}
