using AppMeshInject.Commands;

try
{
    return args switch
    {
        ["inject", .. var rest] => InjectCommand.Run(rest, Terminal.Input, Terminal.Output, Terminal.Error, Terminal.Environment),
        ["explain", .. var rest] => await ExplainCommand.RunAsync(rest, CommandConsole.Current),
        ["check", .. var rest] => await CheckCommand.RunAsync(rest, CommandConsole.Current, TimeProvider.System),
        ["serve", .. var rest] => await ServeCommand.RunAsync(rest, Terminal.Environment),
        ["help" or "--help" or "-h", .. var rest] => HelpCommand.Run(rest.FirstOrDefault(), Terminal.Output, Terminal.Error),
        ["--version"] => HelpCommand.TellVersion(Terminal.Output),
        [] or [['-', ..], ..] => await ServeCommand.RunAsync(args, Terminal.Environment),
        _ => UnknownCommand.Run(args[0], Terminal.Error),
    };
}
catch (Exception exception) when (Terminal.IsBroken(exception))
{
    return Terminal.TellBroken(exception);
}
