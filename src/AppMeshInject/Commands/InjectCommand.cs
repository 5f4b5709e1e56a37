
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>inject</c>: manifests in, the same manifests with sidecars out.</summary>
public static class InjectCommand
{
    private static readonly CommandOption Output = new("output", "o", "json|yaml", "The format of what is printed; that of the first input where it is absent");
    private static readonly CommandOption Namespace = new("namespace", "n", "NAMESPACE", "The namespace of objects that name none; `default` where it is absent");

    /// <summary>The options that the command has besides the settings.</summary>
    internal static IReadOnlyList<CommandOption> Options { get; } = [Output, Namespace, HelpText.Option];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What stands behind the command's name.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output: manifests, or the help.</param>
    /// <param name="error">Standard error: decisions, warnings and faults.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        IReadOnlyList<string> arguments, TextReader input, TextWriter output, TextWriter error, IReadOnlyDictionary<string, string> environment)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpText.Option.Name))
        {
            output.Write(HelpText.OfInject());
            return ExitCode.Done;
        }

        var settings = SettingsLoader.Load(line.Settings, environment);
        var faults = line.Errors.Concat(FaultsOf(line)).Concat(settings.Faults).ToList();
        if (faults.Count > 0)
        {
            faults.ForEach(fault => error.WriteLine($"error: {fault}"));
            return ExitCode.Unusable;
        }

        foreach (var notice in settings.Notices)
        {
            error.WriteLine($"warning: {notice}");
        }

        var @namespace = line.Options.GetValueOrDefault(Namespace.Name, "default");
        var injector = new ManifestInjector(new Injector(settings.Settings, ClusterInfo.From(settings.Settings)), @namespace);
        return Inject(line, injector, input, output, error);
    }

    private static IEnumerable<string> FaultsOf(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "no file is named: write `appmesh-inject inject FILE…`, or `-` for standard input; see --help";
        }

        if (line.Operands.Contains(""))
        {
            yield return "a file is named by nothing: \"\"";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "yaml"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or yaml";
        }

        if (line.Options.TryGetValue(Namespace.Name, out var @namespace) && @namespace.Length == 0)
        {
            yield return "--namespace: \"\" is not a namespace";
        }
    }

    // Nothing is printed before everything is read and decided, so that no half of it is ever applied.
    private static int Inject(CommandLine line, ManifestInjector injector, TextReader input, TextWriter output, TextWriter error)
    {
        var outcomes = new List<WorkloadOutcome>();
        var empty = new List<string>();
        ManifestWriter? writer = null;
        foreach (var file in line.Operands)
        {
            try
            {
                var manifest = InputFile.Read(file, input);
                var before = outcomes.Count;
                writer ??= new ManifestWriter(FormatOf(line) ?? manifest.Format);
                foreach (var document in manifest.Documents)
                {
                    outcomes.AddRange(injector.Inject(document));
                    writer.Write(document);
                }

                if (outcomes.Count == before)
                {
                    empty.Add(file);
                }
            }
            catch (Exception exception) when (InputFile.ProblemOf(exception) is { } problem)
            {
                error.WriteLine(TextSanitizer.Sanitize($"error: {InputFile.NameOf(file)}: {problem}"));
                return ExitCode.Unusable;
            }
        }

        empty.ForEach(file => error.WriteLine(TextSanitizer.Sanitize($"{InputFile.NameOf(file)}: has no workload, and is printed as it is")));
        outcomes.ForEach(outcome => OutcomeText.Write(outcome, error));
        output.Write(writer?.Text);
        return outcomes.TrueForAll(outcome => outcome.Decision.IsAllowed) ? ExitCode.Done : ExitCode.Failed;
    }

    private static ManifestFormat? FormatOf(CommandLine line) => line.Options.GetValueOrDefault(Output.Name) switch
    {
        "json" => ManifestFormat.Json,
        "yaml" => ManifestFormat.Yaml,
        _ => null,
    };
}
