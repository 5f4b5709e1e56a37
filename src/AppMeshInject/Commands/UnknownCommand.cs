using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>Reports a command that does not exist.</summary>
internal static class UnknownCommand
{
    /// <summary>Writes the error, and suggests the most similar command if a similar command exists.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string name, TextWriter error)
    {
        var similar = Suggestion.For(name, CommandCatalogue.All.Select(command => command.Name));
        var fix = similar is null ? "see --help" : $"did you mean {similar}?";
        error.WriteLine($"error: unknown command {ValidationError.Quote(name)}; {fix}");
        return ExitCode.InvalidInput;
    }
}
