using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Terminal;

/// <summary>Parses and validates the arguments of <c>serve</c>, for <c>serve</c> itself and for <c>check</c>.</summary>
internal static class ServeArguments
{
    /// <summary>Parses the arguments that follow the command's name.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments) =>
        CommandLine.Parse(arguments, HelpOption.Instance);

    /// <summary>Gets the errors that prevent a start, one sentence each.</summary>
    public static IEnumerable<string> GetErrors(CommandLine line) => line.Errors.Concat(line.Operands.Select(
        operand => $"unexpected argument {ValidationError.Quote(operand)}; write settings as --name=value"));
}
