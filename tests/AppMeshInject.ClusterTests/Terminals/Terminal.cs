using System.Diagnostics;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>Runs commands as a user types them, in the folder of this repository.</summary>
public sealed class Terminal(IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs a line of bash to its end.</summary>
    /// <param name="command">The line.</param>
    /// <param name="input">What it reads.</param>
    public async Task<CommandResult> RunAsync(string command, string input = "")
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = CaseFolders.Root(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await WriteAsync(process.StandardInput, input);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' did not end within {Patience}: {await output}{await error}");
        }

        return new CommandResult(command, process.ExitCode, await output, await error);
    }

    private static async Task WriteAsync(StreamWriter to, string input)
    {
        try
        {
            await to.WriteAsync(input);
            to.Close();
        }
        catch (IOException)
        {
            // The command ended without reading, and tells why itself.
        }
    }
}
