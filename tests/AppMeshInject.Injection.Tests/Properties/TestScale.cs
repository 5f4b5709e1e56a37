namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>How much the tests are to do. Mutation testing, which runs them very often, sets TEST_EFFORT to low.</summary>
public static class TestScale
{
    public static bool IsLow { get; } = Environment.GetEnvironmentVariable("TEST_EFFORT") == "low";
}
