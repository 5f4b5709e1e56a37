using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>Lists the commands. Dispatch, help and suggestions use this list.</summary>
internal static class CommandCatalogue
{
    /// <summary>Gets the command that runs if the command line does not name a command.</summary>
    public static Command Default { get; } = new(
        "serve",
        "runs the admission webhook; the default command",
        HelpText.GetServeHelp,
        arguments => ServeCommand.RunAsync(arguments, StandardStreams.Environment));

    /// <summary>Gets all commands in the order of the help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        Default,
        new(
            "inject",
            "adds sidecars to manifests, from files or standard input to standard output",
            HelpText.GetInjectHelp,
            arguments => Task.FromResult(InjectCommand.Run(
                arguments, StandardStreams.Input, StandardStreams.Output, StandardStreams.Error,
                    StandardStreams.Environment))),
        new(
            "explain",
            "explains why a workload is injected, skipped or rejected",
            HelpText.GetExplainHelp,
            arguments => ExplainCommand.RunAsync(arguments, CommandConsole.Current)),
        new(
            "check",
            "finds problems of an installation in a cluster and suggests fixes",
            HelpText.GetCheckHelp,
            arguments => CheckCommand.RunAsync(arguments, CommandConsole.Current, TimeProvider.System)),
        new(
            "help",
            "prints this text, or the help of a command: appmesh-inject help inject",
            HelpText.GetProgramHelp,
            arguments => Task.FromResult(HelpCommand.Run(
                arguments is [var name, ..] ? name : null, StandardStreams.Output, StandardStreams.Error))),
    ];

    /// <summary>Finds a command by its exact name; null if no command has this name.</summary>
    public static Command? Find(string name) => All.FirstOrDefault(command => command.Name == name);
}
