using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AppMeshInject.Testing.Processes;

/// <summary>Sends POSIX signals to processes.</summary>
public static class Signals
{
    /// <summary>SIGINT.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal; returns false if the process has exited.</summary>
    public static bool Send(Process process, int signal) => Kill(process.Id, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
