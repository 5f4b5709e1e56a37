using System.Diagnostics;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Fuzzing;

/// <summary>Runs the fuzzer briefly: on the corpus, which includes past findings, and on mutations of it.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData("review", 2000)]
    [InlineData("annotations", 500)]
    [InlineData("settings", 200)]
    [InlineData("yaml", 500)]
    public async Task Short_fuzzing_run_has_no_findings(string target, int executions)
    {
        var findings = Directory.CreateTempSubdirectory("appmesh-inject-findings-");
        var fuzzer = Path.Combine(AppContext.BaseDirectory, "fuzz.dll");
        string[] arguments = [fuzzer, target, $"--executions={executions}", $"--findings={findings.FullName}"];
        var info = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = CaseFolders.Root(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        findings.Delete(recursive: true);

        Assert.True(process.ExitCode == 0, $"{await output}{await errors}");

        // Coverage guides the mutations, and only accepted inputs reach the checks of responses.
        Assert.Matches(
            $@"\n{target}: {executions} executions in total, .*, [1-9]\d* % accepted, [1-9]\d+ inputs kept, "
            + @"[1-9]\d{2,} branches covered, .* 0 findings\n$",
            await output);
    }
}
