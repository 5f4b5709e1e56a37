
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The answer to a command that there is not.</summary>
internal static class UnknownCommand
{
    private static readonly string[] Known = ["serve", "inject", "explain", "check", "help"];

    public static int Run(string command, TextWriter error)
    {
        var near = Suggestion.For(command, Known);
        error.WriteLine($"error: {ValidationError.Quote(command)} is no command; {(near is null ? "see --help" : $"did you mean {near}?")}");
        return ExitCode.Unusable;
    }
}
