using AppMeshInject.Tests.Deploy;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>What Prometheus' own tool says. Its tests are skipped where it is not installed.</summary>
internal static class Promtool
{
    /// <summary>Asserts that the tool has no complaint.</summary>
    public static void Accepts(IReadOnlyList<string> arguments, string input = "")
    {
        var run = Tool.Run("promtool", arguments, input: input);
        Assert.SkipWhen(run is null, "promtool is not installed: it is in Debian's package prometheus");

        Assert.True(run!.ExitCode == 0, $"{run.Output}{run.Error}");
        Assert.Empty(run.Error);
    }
}
