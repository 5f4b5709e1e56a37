namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>The executable of the injector, as a command for <see cref="Terminal"/>.</summary>
internal static class Executable
{
    /// <summary>
    /// Gets the native binary of APPMESH_TEST_BINARY; where that is not set, the output of the build.
    /// </summary>
    public static string Command { get; } =
        Environment.GetEnvironmentVariable("APPMESH_TEST_BINARY") is { Length: > 0 } binary
            ? binary
            : "dotnet run --no-build --project src/AppMeshInject --";
}
