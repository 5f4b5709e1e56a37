using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The options of the command <c>explain</c>, and their validation.</summary>
internal static class ExplainOptions
{
    /// <summary>The format of the output.</summary>
    public static readonly CommandOption Output = new(
        "output", "o", "json|text", "The output format; default: `text`");

    /// <summary>The namespace of the objects.</summary>
    public static readonly CommandOption Namespace = new(
        "namespace", "n", "NAMESPACE",
        "The namespace of the pod, or of manifests that do not specify one; default: the namespace of the context, or "
            + "`default`");

    /// <summary>The namespace of the injector.</summary>
    public static readonly CommandOption InjectorNamespace = new(
        "injector-namespace", null, "NAMESPACE",
        $"The namespace of the injector; default: `{ClusterInfo.DefaultNamespace}`");

    /// <summary>Gets the options of the command, without the settings.</summary>
    public static IReadOnlyList<CommandOption> All { get; } =
        [Output, Namespace, .. ClusterOptions.All, InjectorNamespace, HelpOption.Instance];

    /// <summary>Gets the namespace of the injector from the options, or its default.</summary>
    public static string GetInjectorNamespace(CommandLine line) =>
        line.Options.GetValueOrDefault(InjectorNamespace.Name, ClusterInfo.DefaultNamespace);

    /// <summary>Returns the errors of the options and operands; empty if all are valid.</summary>
    public static IEnumerable<string> Validate(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "no file or pod given; write `appmesh-inject explain FILE…` (`-` for standard input) or "
                + "`appmesh-inject explain POD…`";
        }

        if (line.Operands.Any(operand => operand is "" or "pod/"))
        {
            yield return "the name of a file or pod is empty: \"\"";
        }

        var hasPods = line.Operands.Any(PodOperand.IsPod);
        var hasFiles = line.Operands.Any(operand => !PodOperand.IsPod(operand));
        if (hasFiles && (hasPods || ClusterOptions.AnySpecified(line)))
        {
            yield return "cannot explain files and pods of a cluster together; run the command once for each";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "text"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or text";
        }

        foreach (var option in (CommandOption[])[Namespace, InjectorNamespace])
        {
            if (line.Options.TryGetValue(option.Name, out var @namespace) && !ValueParsers.IsDnsLabel(@namespace))
            {
                yield return $"--{option.Name}: {ValidationError.Quote(@namespace)} is not a namespace name";
            }
        }

        // Any other text could change the path of the request.
        var pods = line.Operands.Where(PodOperand.IsPod).Select(PodOperand.GetPodName);
        foreach (var pod in pods.Where(pod => pod.Length > 0 && !ValueParsers.IsDnsSubdomain(pod)))
        {
            yield return $"{ValidationError.Quote(pod)} is not a pod name";
        }
    }
}
