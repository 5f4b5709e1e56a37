using System.Diagnostics;

namespace AppMeshInject.Bench;

/// <summary>Starts processes that are pinned to one core: the server to core 0, the client to core 1.</summary>
internal static class PinnedProcess
{
    /// <summary>The core of the measured server.</summary>
    public const int ServerCore = 0;

    /// <summary>The core of the load generator.</summary>
    public const int ClientCore = 1;

    /// <summary>Starts a process without inheriting this process's environment, except for PATH.</summary>
    /// <param name="core">The core to pin the process to.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">The environment variables of the process.</param>
    public static Process Start(
        int core, IEnumerable<string> command, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var info = new ProcessStartInfo("taskset", ["--cpu-list", $"{core}", .. command])
        {
            RedirectStandardOutput = true,
        };
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }
}
