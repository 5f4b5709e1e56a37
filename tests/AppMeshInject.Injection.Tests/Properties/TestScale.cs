namespace AppMeshInject.Injection.Tests.Properties;

/// <summary>
/// The number of generated inputs. Mutation testing and coverage run the tests often and set <c>TEST_SCALE=small</c>.
/// </summary>
public static class TestScale
{
    /// <summary>Gets whether tests run with few inputs, and slow tests are skipped.</summary>
    public static bool IsSmall { get; } = Environment.GetEnvironmentVariable("TEST_SCALE") == "small";
}
