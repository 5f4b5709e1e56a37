using System.Globalization;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>
/// Lists the replicas of the injector and reads their admin endpoints through the API server's pod proxy.
/// </summary>
internal static class Replicas
{
    /// <summary>Lists all replicas, whether or not they are ready.</summary>
    public static async Task<IList<V1Pod>> ListAsync(Cluster cluster) =>
        (await cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector)).Items;

    /// <summary>Gets a path of the admin port from every replica that is not terminating.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="path">The path, without a leading slash, such as <c>metrics</c>.</param>
    public static async Task<IReadOnlyList<string>> GetFromAllAsync(Cluster cluster, string path)
    {
        var replicas = (await ListAsync(cluster)).Where(replica => replica.Metadata.DeletionTimestamp is null);
        return await Task.WhenAll(replicas.Select(replica =>
            cluster.Raw.GetAsync($"api/v1/namespaces/{Injector.Namespace}/pods/{replica.Name()}:9090/proxy/{path}")));
    }

    /// <summary>Returns the number of admissions with a reason, summed over all replicas.</summary>
    public static async Task<int> CountAdmissionsAsync(Cluster cluster, string reason)
    {
        var counter = $"appmesh_inject_admissions_total{{reason=\"{reason}\",";
        return (await GetFromAllAsync(cluster, "metrics"))
            .Select(page => Assert.Single(
                page.Split('\n'), line => line.StartsWith(counter, StringComparison.Ordinal)))
            .Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
