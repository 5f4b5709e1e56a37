using System.Diagnostics;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>Runs bash commands in the root folder of this repository.</summary>
/// <param name="environment">Environment variables to add to those of this process.</param>
public sealed class Terminal(IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    /// <summary>Runs a bash command and waits until it exits.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="input">The text for its standard input.</param>
    /// <exception cref="TimeoutException">The command does not exit within four minutes.</exception>
    public async Task<CommandResult> RunAsync(string command, string input = "")
    {
        using var process = Process.Start(CreateStartInfo(command))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await WriteAsync(process.StandardInput, input);
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command}: did not exit within {Timeout}\n{await output}{await error}");
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
            // The command exited without reading its input; its own output explains why.
        }
    }

    private ProcessStartInfo CreateStartInfo(string command)
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

        return start;
    }
}
