using AppMeshInject.Injection;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>help</c>: prints the help of the program or of one command.</summary>
internal static class HelpCommand
{
    /// <summary>Prints the help.</summary>
    /// <param name="name">The name of a command; null for the help of the program.</param>
    /// <param name="output">Standard output: the help.</param>
    /// <param name="error">Standard error: the error for an unknown command.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string? name, TextWriter output, TextWriter error)
    {
        if (name is null)
        {
            output.Write(HelpText.GetProgramHelp());
            return ExitCode.Success;
        }

        if (CommandCatalogue.Find(name) is not { } command)
        {
            return UnknownCommand.Run(name, error);
        }

        output.Write(command.GetHelp());
        return ExitCode.Success;
    }

    /// <summary>Prints the version.</summary>
    public static int WriteVersion(TextWriter output)
    {
        output.WriteLine(InjectorVersion.Informational);
        return ExitCode.Success;
    }
}
