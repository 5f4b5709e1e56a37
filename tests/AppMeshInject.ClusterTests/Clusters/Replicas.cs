using System.Globalization;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The replicas of the injector, and what they say of themselves, asked by way of the API server.</summary>
internal static class Replicas
{
    /// <summary>Those that there are, ready or not.</summary>
    public static async Task<IList<V1Pod>> ListAsync(Cluster cluster) =>
        (await cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector)).Items;

    /// <summary>What every replica answers on its admin port, but those that were told to stop and may be gone in a moment.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(Cluster cluster, string path)
    {
        var replicas = (await ListAsync(cluster)).Where(replica => replica.Metadata.DeletionTimestamp is null);
        return await Task.WhenAll(replicas.Select(replica =>
            cluster.Raw.GetAsync($"api/v1/namespaces/{Injector.Namespace}/pods/{replica.Name()}:9090/proxy/{path}")));
    }

    /// <summary>How many admissions had this outcome, on all replicas together.</summary>
    public static async Task<int> CountAsync(Cluster cluster, string reason)
    {
        var counter = $"appmesh_inject_admissions_total{{reason=\"{reason}\",";
        return (await AskAsync(cluster, "metrics"))
            .Select(metrics => Assert.Single(metrics.Split('\n'), line => line.StartsWith(counter, StringComparison.Ordinal)))
            .Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
