using AppMeshInject.Injection.Parsing;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The options of the command <c>inject</c>, and their validation.</summary>
internal static class InjectOptions
{
    /// <summary>The format of the output.</summary>
    public static readonly CommandOption Output = new(
        "output", "o", "json|yaml", "The output format; default: the format of the first file");

    /// <summary>The namespace of the objects.</summary>
    public static readonly CommandOption Namespace = new(
        "namespace", "n", "NAMESPACE", "The namespace of objects that do not specify one; default: `default`");

    /// <summary>Gets the options of the command, without the settings.</summary>
    public static IReadOnlyList<CommandOption> All { get; } =
        [Output, Namespace, HelpOption.Instance];

    /// <summary>Returns the errors of the options and operands; empty if all are valid.</summary>
    public static IEnumerable<string> Validate(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "no file given; write `appmesh-inject inject FILE…`, or `-` for standard input";
        }

        if (line.Operands.Contains(""))
        {
            yield return "the name of a file is empty: \"\"";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "yaml"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or yaml";
        }

        if (line.Options.TryGetValue(Namespace.Name, out var @namespace) && @namespace.Length == 0)
        {
            yield return "--namespace: \"\" is not a namespace name";
        }
    }
}
