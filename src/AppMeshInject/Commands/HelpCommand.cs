
using AppMeshInject.Injection;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>help</c>.</summary>
internal static class HelpCommand
{
    public static int Run(string? command, TextWriter output, TextWriter error)
    {
        var text = command switch
        {
            null or "help" => HelpText.OfProgram(),
            "inject" => HelpText.OfInject(),
            "explain" => HelpText.OfExplain(),
            "check" => HelpText.OfCheck(),
            "serve" => HelpText.OfServe(),
            _ => null,
        };
        if (text is null)
        {
            return UnknownCommand.Run(command!, error);
        }

        output.Write(text);
        return ExitCode.Done;
    }

    public static int TellVersion(TextWriter output)
    {
        output.WriteLine(InjectorVersion.Informational);
        return ExitCode.Done;
    }
}
