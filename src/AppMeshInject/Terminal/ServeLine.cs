using AppMeshInject.Commands;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Terminal;

/// <summary>The command line of <c>serve</c>, as a replica takes it and as <c>check</c> judges it.</summary>
internal static class ServeLine
{
    /// <summary>Takes the arguments behind the command's name apart.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments) => CommandLine.Parse(arguments, HelpText.Option);

    /// <summary>What keeps it from starting, one sentence each.</summary>
    public static IEnumerable<string> FaultsOf(CommandLine line) =>
        line.Errors.Concat(line.Operands.Select(operand => $"{TextSanitizer.Sanitize(operand)}: serve takes no such word; settings are written --name=value"));
}
