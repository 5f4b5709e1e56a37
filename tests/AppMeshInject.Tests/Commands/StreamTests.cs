using System.Diagnostics;
using AppMeshInject.Testing.Processes;
using Xunit;

namespace AppMeshInject.Tests.Commands;

/// <summary>The behavior of the native commands if a standard stream is closed or full.</summary>
public sealed class StreamTests
{
    private const string NoSpace = "error: input or output failed: No space left on device";

    public static TheoryData<string, string> Full => new()
    {
        { "explain", ">/dev/full" },
        { "inject", ">/dev/full" },
        { "--help", ">/dev/full" },
        { "--version", ">/dev/full" },
    };

    [Theory]
    [MemberData(nameof(Full))]
    public async Task Full_output_device_returns_2_and_an_error(string command, string redirection)
    {
        var (code, error) = await RunAsync(command, redirection);

        Assert.Equal(2, code);
        Assert.StartsWith(
            NoSpace, error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "<&-", 0)]
    [InlineData("explain", "2>&-", 0)]
    [InlineData("explain", ">/dev/full 2>/dev/full", 2)]
    [InlineData("explain", "--nonsense 2>/dev/full", 2)]
    public async Task Command_works_with_closed_streams(string command, string redirection, int expected) =>
        Assert.Equal((expected, ""), await RunAsync(command, redirection));

    private static async Task<(int Code, string Error)> RunAsync(string command, string redirection)
    {
        var binary = NativeBinary.FindOrSkip();
        var manifest = Path.Combine(Path.GetTempPath(), $"appmesh-inject-tests-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(
            manifest, "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web}]}}",
            TestContext.Current.CancellationToken);
        try
        {
            var arguments = command.StartsWith('-') ? command : $"{command} {manifest} --mesh-name=m";
            using var process = Process.Start(
                new ProcessStartInfo(
                    "/bin/sh", ["-c", $"exec {binary} {arguments} {redirection}"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                })!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
            await output;
            return (process.ExitCode, await error);
        }
        finally
        {
            File.Delete(manifest);
        }
    }
}
