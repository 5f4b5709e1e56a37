using AppMeshInject.Commands;
using AppMeshInject.Injection;

switch (args)
{
    case ["inject", .. var rest]:
        return InjectCommand.Run(rest, Terminal.Input, Terminal.Output, Terminal.Error, Terminal.Environment);
    case ["explain", .. var rest]:
        return await ExplainCommand.RunAsync(rest, CommandConsole.Current);
    case ["check", .. var rest]:
        return await CheckCommand.RunAsync(rest, CommandConsole.Current, TimeProvider.System);
    case ["serve", .. var rest]:
        return await ServeCommand.RunAsync(rest, Terminal.Environment);
    case ["help" or "--help" or "-h", .. var rest]:
        return HelpCommand.Run(rest.FirstOrDefault(), Terminal.Output, Terminal.Error);
    case ["--version"]:
        Terminal.Output.WriteLine(InjectorVersion.Informational);
        return ExitCode.Done;
    case [] or [['-', ..], ..]:
        return await ServeCommand.RunAsync(args, Terminal.Environment);
    default:
        return UnknownCommand.Run(args[0], Terminal.Error);
}
