using System.Diagnostics;

namespace AppMeshInject.Testing.Processes;

/// <summary>The result of a command of the native binary.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The text written to standard output.</param>
/// <param name="Error">The text written to standard error.</param>
public sealed record CommandProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command and waits for its exit.</summary>
    public static async Task<CommandProcess> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = NativeBinary.CreateStartInfo(arguments, Path.GetTempPath());
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CommandProcess(process.ExitCode, await output, await errors);
    }
}
