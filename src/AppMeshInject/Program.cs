
using AppMeshInject.Commands;
using AppMeshInject.Terminal;

try
{
    return args switch
    {
        ["inject", .. var rest] => InjectCommand.Run(rest, StandardStreams.Input, StandardStreams.Output, StandardStreams.Error, StandardStreams.Environment),
        ["explain", .. var rest] => await ExplainCommand.RunAsync(rest, CommandConsole.Current),
        ["check", .. var rest] => await CheckCommand.RunAsync(rest, CommandConsole.Current, TimeProvider.System),
        ["serve", .. var rest] => await ServeCommand.RunAsync(rest, StandardStreams.Environment),
        ["help" or "--help" or "-h", .. var rest] => HelpCommand.Run(rest.FirstOrDefault(), StandardStreams.Output, StandardStreams.Error),
        ["--version"] => HelpCommand.TellVersion(StandardStreams.Output),
        [] or [['-', ..], ..] => await ServeCommand.RunAsync(args, StandardStreams.Environment),
        _ => UnknownCommand.Run(args[0], StandardStreams.Error),
    };
}
catch (Exception exception) when (StandardStreams.IsBroken(exception))
{
    return StandardStreams.TellBroken(exception);
}
