using System.Diagnostics;
using Xunit;

namespace AppMeshInject.Testing.Processes;

/// <summary>Locates the published native binary. Tests never build it: they test the binary that is shipped.</summary>
public static class NativeBinary
{
    private const string PathVariable = "APPMESH_TEST_BINARY";

    /// <summary>Creates start information with redirected streams and an empty environment.</summary>
    /// <remarks>Skips the current test if no binary is configured.</remarks>
    /// <exception cref="FileNotFoundException">The configured file does not exist.</exception>
    public static ProcessStartInfo CreateStartInfo(IEnumerable<string> arguments, string workingDirectory)
    {
        var info = new ProcessStartInfo(FindOrSkip(), arguments)
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

    /// <summary>Gets the full path of the binary. Skips the current test if no binary is configured.</summary>
    /// <exception cref="FileNotFoundException">The configured file does not exist.</exception>
    public static string FindOrSkip()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable) ?? "";
        Assert.SkipWhen(path.Length == 0, $"{PathVariable} is not set; tests/run publishes the binary and sets it");
        return File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new FileNotFoundException($"{PathVariable}: {path} does not exist");
    }
}
