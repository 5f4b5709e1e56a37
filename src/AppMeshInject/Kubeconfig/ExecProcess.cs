using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace AppMeshInject.Kubeconfig;

/// <summary>Runs the program of a plugin.</summary>
/// <param name="exec">The exec entry.</param>
/// <param name="version">The version of the protocol.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class ExecProcess(
    ConfigEntry exec, ExecVersion version, IReadOnlyDictionary<string, string> environment)
{
    private const int MaxOutputLength = 1024 * 1024;

    // The user may have to log in.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs the plugin and returns its output.</summary>
    /// <param name="access">The cluster, which is passed to the plugin if the entry requests it.</param>
    /// <param name="cancellation">Kills the plugin.</param>
    /// <exception cref="KubeconfigException">The plugin cannot be run or fails.</exception>
    public async Task<string> GetOutputAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var isInteractive = version.IsInteractive(exec);
        using var process = Start(CreateStartInfo(access, isInteractive));
        if (!isInteractive)
        {
            process.StandardInput.Close();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            var output = await ReadAsync(process.StandardOutput, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0
                ? output
                : throw ExecErrors.Create(exec, $"failed with exit code {process.ExitCode}; see its output above");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw ExecErrors.Create(exec, $"did not finish within {Timeout.TotalMinutes} minutes");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo CreateStartInfo(ClusterAccess access, bool isInteractive)
    {
        var start = new ProcessStartInfo(FindProgram(), exec.GetStrings("args"))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = !isInteractive,
        };
        foreach (var variable in exec.GetEntries("env"))
        {
            start.Environment[variable.GetRequiredString("name")] = variable.GetString("value") ?? "";
        }

        var cluster = exec.GetBoolean("provideClusterInfo") ? ExecCluster.From(access) : null;
        var info = new ExecCredential(version.Name, ExecCredential.KindName)
        {
            Spec = new ExecSpec(isInteractive, cluster),
        };
        start.Environment["KUBERNETES_EXEC_INFO"] = JsonSerializer.Serialize(
            info, ExecCredentialJson.Default.ExecCredential);
        return start;
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw ExecErrors.Create(exec, $"cannot be run: {exception.Message}");
        }
    }

    private async Task<string> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var buffer = new char[MaxOutputLength];
        var length = await output.ReadBlockAsync(buffer, cancellation);
        return length < MaxOutputLength
            ? new string(buffer, 0, length)
            : throw ExecErrors.Create(exec, "printed more than 1 MiB");
    }

    private string FindProgram()
    {
        var command = exec.GetRequiredString("command");
        if (command.Contains('/'))
        {
            return Path.Combine(exec.Folder, command);
        }

        return ProgramPath.Find(command, environment.GetValueOrDefault("PATH", ""))
            ?? throw ExecErrors.Create(exec, "is not an executable file on the PATH");
    }
}
