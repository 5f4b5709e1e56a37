namespace AppMeshInject.Commands;

/// <summary>A command of the program.</summary>
/// <param name="Name">The name as typed on the command line.</param>
/// <param name="Summary">
/// The description in the help: one line that starts with a verb, such as "runs the webhook".
/// </param>
/// <param name="GetHelp">Returns the help of the command.</param>
/// <param name="RunAsync">Runs the command with the arguments that follow its name and returns the exit code.</param>
internal sealed record Command(
    string Name, string Summary, Func<string> GetHelp, Func<IReadOnlyList<string>, Task<int>> RunAsync);
