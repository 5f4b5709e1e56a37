namespace AppMeshInject.ClusterTests;

/// <summary>How long the tests go on: shortly in every run, and at length in <c>tests/run --long</c>.</summary>
internal static class Effort
{
    public static bool IsLong => Environment.GetEnvironmentVariable("APPMESH_TEST_EFFORT") == "long";

    /// <summary>How often all replicas are started at once.</summary>
    public static int SimultaneousStarts => IsLong ? 20 : 3;

    /// <summary>How many pods are created, at least, while the injector is rolled, rotated and killed.</summary>
    public static int Pods => IsLong ? 3000 : 600;

    /// <summary>How many of them are stored, at least.</summary>
    public static int StoredPods => Pods / 10;

    /// <summary>How often it is rolled meanwhile, and a replica killed.</summary>
    public static int Rollouts => IsLong ? 8 : 2;

    /// <summary>How often its certificates are rotated meanwhile.</summary>
    public static int Rotations => IsLong ? 16 : 3;

    /// <summary>How long pods are created while certificates of a short life are renewed.</summary>
    public static TimeSpan Renewals => IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(90);

    /// <summary>How often a Prometheus asks the replicas.</summary>
    public static TimeSpan ScrapeInterval => TimeSpan.FromSeconds(IsLong ? 5 : 1);

    /// <summary>Lets some time pass between one thing and the next, so that a picture shows them apart; at once where none is to be drawn.</summary>
    public static async Task PauseAsync()
    {
        if (IsLong)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(60));
            await timer.WaitForNextTickAsync();
        }
    }
}
