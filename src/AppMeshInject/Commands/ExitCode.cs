namespace AppMeshInject.Commands;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Unusable = 2;
}
