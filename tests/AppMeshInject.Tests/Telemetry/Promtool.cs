using AppMeshInject.Tests.Deploy;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Runs promtool, the command-line tool of Prometheus. Tests are skipped if it is not installed.</summary>
internal static class Promtool
{
    /// <summary>Asserts that promtool succeeds without a warning.</summary>
    public static void AssertAccepts(IReadOnlyList<string> arguments, string input = "")
    {
        var run = Tool.Run("promtool", arguments, input: input);
        Assert.SkipWhen(run is null, "promtool is not installed; install Debian's package prometheus");

        Assert.True(run!.ExitCode == 0, $"{run.Output}{run.Error}");
        Assert.Empty(run.Error);
    }
}
