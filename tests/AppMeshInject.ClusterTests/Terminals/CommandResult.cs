namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>The result of a command.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The text on standard output.</param>
/// <param name="Error">The text on standard error.</param>
public sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Returns the standard output.</summary>
    /// <exception cref="InvalidOperationException">The exit code is not 0.</exception>
    public string EnsureSuccess() => ExitCode == 0 ? Output : throw new InvalidOperationException(ToString());

    public override string ToString() => $"$ {Command}\n{Output}{Error}(exit code {ExitCode})";
}
