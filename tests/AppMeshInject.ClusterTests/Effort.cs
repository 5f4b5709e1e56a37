namespace AppMeshInject.ClusterTests;

/// <summary>How long the tests go on: shortly in every run, and at length in <c>tests/run --long</c>.</summary>
internal static class Effort
{
    public static bool IsLong => Environment.GetEnvironmentVariable("APPMESH_TEST_EFFORT") == "long";

    /// <summary>How often all replicas are started at once.</summary>
    public static int SimultaneousStarts => IsLong ? 20 : 3;
}
