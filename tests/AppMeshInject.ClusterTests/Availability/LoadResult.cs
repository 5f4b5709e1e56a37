using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>The result of a <see cref="PodLoad"/>.</summary>
internal sealed class LoadResult
{
    private const double MinPerSecond = 20;
    private const int MaxReported = 20;

    private readonly IReadOnlyList<PodCreation> _creations;

    private LoadResult(
        IReadOnlyList<PodCreation> creations, IReadOnlyList<ReplicaKill> kills, IReadOnlyList<V1Pod> stored)
    {
        _creations = creations;
        Stored = stored;
        var storedWithoutProxy = stored.Where(pod => !pod.HasEnvoy()).Select(pod => pod.Name());
        WithoutProxy =
        [
            .. creations.Where(creation => creation.IsWithoutProxy).Select(creation => creation.Pod)
                .Union(storedWithoutProxy),
        ];
        KilledInFlight = [.. creations.Where(creation => kills.Any(kill => kill.Explains(creation)))];
        Rejected = [.. creations.Where(creation => creation.Failure is not null).Except(KilledInFlight)];
    }

    /// <summary>Gets the number of creations, dry runs included.</summary>
    public int Pods => _creations.Count;

    /// <summary>Gets the pods that the API server stored.</summary>
    public IReadOnlyList<V1Pod> Stored { get; }

    /// <summary>Gets the names of the pods without a proxy, in a response or in the list of stored pods.</summary>
    public IReadOnlyList<string> WithoutProxy { get; }

    /// <summary>Gets the creations that failed because a replica was killed while they were in flight.</summary>
    public IReadOnlyList<PodCreation> KilledInFlight { get; }

    /// <summary>Gets all other creations that failed.</summary>
    public IReadOnlyList<PodCreation> Rejected { get; }

    /// <summary>Gets the creations per second, from the start of the load to the last response.</summary>
    public double PerSecond => Pods / _creations.Max(creation => creation.Ended).TotalSeconds;

    /// <summary>Gets a summary of the throughput and the latencies, which depend on the machine.</summary>
    public string Summary
    {
        get
        {
            var sorted = _creations.Select(creation => creation.Latency.TotalMilliseconds).Order().ToArray();
            return $"{PerSecond:F1} pods per second, {Stored.Count} stored; latency: median {sorted[Pods / 2]:F0} ms, "
                + $"99th percentile {sorted[Pods * 99 / 100]:F0} ms, maximum {sorted[^1]:F0} ms";
        }
    }

    /// <summary>Evaluates the creations, together with the pods that the API server stored.</summary>
    public static async Task<LoadResult> CreateAsync(
        TestNamespace @namespace, IReadOnlyList<PodCreation> creations, IReadOnlyList<ReplicaKill> kills)
    {
        var stored = await @namespace.Cluster.Api.CoreV1.ListNamespacedPodAsync(@namespace.Name);
        return new LoadResult(creations, kills, [.. stored.Items]);
    }

    /// <summary>Fails if a pod was rejected or has no proxy, or if the load was too slow to be meaningful.</summary>
    public void AssertAllInjected()
    {
        Assert.True(Rejected.Count == 0, string.Join('\n', Rejected.Take(MaxReported)));
        Assert.Empty(WithoutProxy);
        Assert.True(PerSecond >= MinPerSecond, Summary);
    }
}
