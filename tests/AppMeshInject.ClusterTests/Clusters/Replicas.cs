using System.Globalization;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>What the replicas say of themselves, asked by way of the API server.</summary>
internal static class Replicas
{
    /// <summary>What every replica answers on its admin port.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(Cluster cluster, string path)
    {
        var replicas = await cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector);
        return await Task.WhenAll(replicas.Items.Select(replica =>
            cluster.Raw.GetAsync($"api/v1/namespaces/{Injector.Namespace}/pods/{replica.Name()}:9090/proxy/{path}")));
    }

    /// <summary>How many admissions had this outcome, on all replicas together.</summary>
    public static async Task<int> CountAsync(Cluster cluster, string reason)
    {
        var counter = $"appmesh_inject_admissions_total{{reason=\"{reason}\"}} ";
        return (await AskAsync(cluster, "metrics"))
            .Select(metrics => Assert.Single(metrics.Split('\n'), line => line.StartsWith(counter, StringComparison.Ordinal)))
            .Sum(line => int.Parse(line[counter.Length..], CultureInfo.InvariantCulture));
    }
}
