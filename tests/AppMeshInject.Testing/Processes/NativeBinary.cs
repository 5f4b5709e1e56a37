using System.Diagnostics;

namespace AppMeshInject.Testing.Processes;

/// <summary>The native program as it is published. Tests never build it: what is tested is what is shipped.</summary>
public static class NativeBinary
{
    private const string PathVariable = "APPMESH_TEST_BINARY";

    /// <summary>How to start the program: with these arguments alone, and nothing of the environment of the tests.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, string workingDirectory)
    {
        var path = Environment.GetEnvironmentVariable(PathVariable);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{PathVariable} names no file: run tests/run, which publishes the program and sets it");
        }

        var info = new ProcessStartInfo(Path.GetFullPath(path), arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();

        // As in the image and the Deployment, see docs/decisions/0005-inline-socket-scheduling.md.
        info.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        return info;
    }
}
