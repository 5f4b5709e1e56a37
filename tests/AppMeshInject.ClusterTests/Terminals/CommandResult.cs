namespace AppMeshInject.ClusterTests.Terminals;

/// <summary>What a command printed, and how it ended.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>What it printed, where it ended well; throws otherwise.</summary>
    public string Succeeded() => ExitCode == 0 ? Output : throw new InvalidOperationException(ToString());

    public override string ToString() => $"$ {Command}\n{Output}{Error}(exit code {ExitCode})";
}
