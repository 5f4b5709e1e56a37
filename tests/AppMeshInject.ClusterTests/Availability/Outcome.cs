using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>What came of a load.</summary>
internal sealed class Outcome
{
    private const double LeastPerSecond = 20;
    private const int MostTold = 20;

    private readonly IReadOnlyList<Creation> _creations;

    private Outcome(IReadOnlyList<Creation> creations, IReadOnlyList<Kill> kills, IReadOnlyList<V1Pod> stored)
    {
        _creations = creations;
        Stored = stored;
        var storedBare = stored.Where(pod => !pod.HasEnvoy()).Select(pod => pod.Name());
        Bare = [.. creations.Where(creation => creation.IsBare).Select(creation => creation.Pod).Union(storedBare)];
        KilledInFlight = [.. creations.Where(creation => kills.Any(kill => kill.Explains(creation)))];
        Rejected = [.. creations.Where(creation => creation.Failure is not null).Except(KilledInFlight)];
    }

    public int Pods => _creations.Count;

    /// <summary>Those that the API server has.</summary>
    public IReadOnlyList<V1Pod> Stored { get; }

    /// <summary>Those without a proxy, by the API server's answer or by its list at the end.</summary>
    public IReadOnlyList<string> Bare { get; }

    /// <summary>Those that failed with the replica that was killed.</summary>
    public IReadOnlyList<Creation> KilledInFlight { get; }

    /// <summary>All others that failed.</summary>
    public IReadOnlyList<Creation> Rejected { get; }

    /// <summary>How many were done in a second, from the first that was asked for to the last answer.</summary>
    public double PerSecond => Pods / _creations.Max(creation => creation.Ended).TotalSeconds;

    /// <summary>How fast it went, which depends on the machine.</summary>
    public string Pace
    {
        get
        {
            var sorted = _creations.Select(creation => creation.Latency.TotalMilliseconds).Order().ToArray();
            return $"{PerSecond:F1} pods a second, {Stored.Count} of them stored; half took {sorted[Pods / 2]:F0} ms at most, 99 % {sorted[Pods * 99 / 100]:F0} ms, all {sorted[^1]:F0} ms";
        }
    }

    /// <summary>Looks at what the API server answered, and at what it has in the end.</summary>
    public static async Task<Outcome> OfAsync(TestNamespace @namespace, IReadOnlyList<Creation> creations, IReadOnlyList<Kill> kills) =>
        new(creations, kills, [.. (await @namespace.Cluster.Api.CoreV1.ListNamespacedPodAsync(@namespace.Name)).Items]);

    /// <summary>Fails where a pod was rejected or came out bare, or where they were too few for what was done to matter.</summary>
    public void AssertNoneIsLost()
    {
        Assert.True(Rejected.Count == 0, string.Join('\n', Rejected.Take(MostTold)));
        Assert.Empty(Bare);
        Assert.True(PerSecond >= LeastPerSecond, Pace);
    }
}
