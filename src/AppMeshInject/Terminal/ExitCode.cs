namespace AppMeshInject.Terminal;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Done = 0;

    /// <summary>It could not be done: a workload is refused, a port is taken.</summary>
    public const int Failed = 1;

    /// <summary>What was given is of no use: a flag, a setting, a certificate, a file.</summary>
    public const int Unusable = 2;
}
