using System.Diagnostics;

namespace AppMeshInject.Bench;

/// <summary>Programs on one core each: what is measured has core 0, and what measures it core 1.</summary>
internal static class Pinned
{
    /// <summary>The core of the server.</summary>
    public const int ServerCore = 0;

    /// <summary>The core of the client.</summary>
    public const int ClientCore = 1;

    /// <summary>Starts a program on a core, with nothing of our own environment.</summary>
    public static Process Start(int core, IEnumerable<string> command, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var info = new ProcessStartInfo("taskset", ["--cpu-list", $"{core}", .. command]) { RedirectStandardOutput = true };
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }
}
