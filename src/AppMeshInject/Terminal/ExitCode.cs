namespace AppMeshInject.Terminal;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Success = 0;

    /// <summary>The command failed: for example a workload is rejected or a port is in use.</summary>
    public const int Failure = 1;

    /// <summary>A flag, setting, certificate or file is invalid.</summary>
    public const int InvalidInput = 2;
}
