using AppMeshInject.Commands;
using AppMeshInject.Terminal;

try
{
    return args switch
    {
        ["--version"] => HelpCommand.WriteVersion(StandardStreams.Output),
        ["--help" or "-h", .. var rest] =>
            HelpCommand.Run(rest.FirstOrDefault(), StandardStreams.Output, StandardStreams.Error),
        [] or [['-', ..], ..] => await CommandCatalogue.Default.RunAsync(args),
        [var name, .. var rest] when CommandCatalogue.Find(name) is { } command => await command.RunAsync(rest),
        [var name, ..] => UnknownCommand.Run(name, StandardStreams.Error),
    };
}
catch (Exception exception) when (StandardStreams.IsStreamFailure(exception))
{
    return StandardStreams.ReportBrokenStream(exception);
}
