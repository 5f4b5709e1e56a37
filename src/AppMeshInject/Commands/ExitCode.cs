namespace AppMeshInject.Commands;

/// <summary>The exit codes.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>It could not be done: a workload is refused, a port is taken.</summary>
    public const int Failure = 1;

    /// <summary>What was given cannot be used: a flag, a setting, a certificate, a file.</summary>
    public const int BadUsage = 2;
}
