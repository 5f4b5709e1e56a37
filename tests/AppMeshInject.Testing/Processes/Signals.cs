using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AppMeshInject.Testing.Processes;

/// <summary>Signals, as the kubelet and a terminal send them.</summary>
public static class Signals
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends a signal. False where the process is gone.</summary>
    public static bool Send(Process process, int signal) => Kill(process.Id, signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
