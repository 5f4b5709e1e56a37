namespace AppMeshInject.ClusterTests;

/// <summary>The duration and repetitions of the tests: short by default, long with <c>tests/run --long</c>.</summary>
internal static class TestScale
{
    public static bool IsLong => Environment.GetEnvironmentVariable("APPMESH_TEST_SCALE") == "long";

    /// <summary>Gets how often all replicas are started at the same time.</summary>
    public static int SimultaneousStarts => IsLong ? 20 : 3;

    /// <summary>Gets the minimum number of pods created while replicas and certificates are replaced.</summary>
    public static int Pods => IsLong ? 3000 : 600;

    /// <summary>Gets the minimum number of those pods that are stored, not only dry runs.</summary>
    public static int StoredPods => Pods / 10;

    /// <summary>Gets the number of rollouts during the load, and of replicas that are killed.</summary>
    public static int Rollouts => IsLong ? 8 : 2;

    /// <summary>Gets the number of certificate rotations during the load.</summary>
    public static int Rotations => IsLong ? 16 : 3;

    /// <summary>Gets the duration of the load during which short-lived certificates are renewed.</summary>
    public static TimeSpan RenewalDuration => IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(90);

    /// <summary>Gets the scrape interval of Prometheus.</summary>
    public static TimeSpan ScrapeInterval => TimeSpan.FromSeconds(IsLong ? 5 : 1);

    /// <summary>Waits a minute between the phases of a long run, so that the dashboard shows them separately.</summary>
    public static async Task PauseAsync()
    {
        if (IsLong)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(60));
            await timer.WaitForNextTickAsync();
        }
    }
}
