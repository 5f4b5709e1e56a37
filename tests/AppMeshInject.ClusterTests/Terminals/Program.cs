namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>The program as a command of a terminal: the native one where the environment names it, else what the solution's build made.</summary>
internal static class Program
{
    /// <summary>What is typed for it.</summary>
    public static string Command { get; } = Environment.GetEnvironmentVariable("APPMESH_TEST_BINARY") is { Length: > 0 } binary
        ? binary
        : "dotnet run --no-build --project src/AppMeshInject --";
}
