using AppMeshInject.Explanations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Commands;

/// <summary>The command <c>explain</c>: why a workload is injected, left alone or refused.</summary>
internal static class ExplainCommand
{
    private static readonly CommandOption Output = new("output", "o", "json|text", "The format of what is printed; `text` where it is absent");
    private static readonly CommandOption Namespace = new("namespace", "n", "NAMESPACE", "The namespace of objects that name none; `default` where it is absent");

    /// <summary>The options that the command has besides the settings.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } = [Output, Namespace, HelpText.Option];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What stands behind the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <returns>0, 1 where a workload is refused, 2 where what was given is of no use.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandConsole console)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpText.Option.Name))
        {
            console.Output.Write(HelpText.OfExplain());
            return ExitCode.Done;
        }

        var settings = SettingsLoader.Load(line.Settings, console.Environment);
        if (console.Reports([.. line.Faults, .. FaultsOf(line), .. settings.Faults]))
        {
            return ExitCode.Unusable;
        }

        foreach (var notice in settings.Notices)
        {
            console.Error.WriteLine($"warning: {notice}");
        }

        var explainer = new Explainer(settings.Settings, ClusterFacts.From(settings.Settings));
        return Explain(line, new ManifestExplainer(explainer, line.Options.GetValueOrDefault(Namespace.Name, "default")), console);
    }

    private static IEnumerable<string> FaultsOf(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "nothing is named: write `appmesh-inject explain FILE…`, or `-` for standard input; see --help";
        }

        if (line.Operands.Contains(""))
        {
            yield return "a file is named by nothing: \"\"";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "text"))
        {
            yield return $"--output: {Fault.Quote(format)} is not json or text";
        }

        if (line.Options.TryGetValue(Namespace.Name, out var @namespace) && @namespace.Length == 0)
        {
            yield return "--namespace: \"\" is not a namespace";
        }
    }

    private static int Explain(CommandLine line, ManifestExplainer explainer, CommandConsole console)
    {
        var reports = new List<WorkloadReport>();
        foreach (var file in line.Operands)
        {
            try
            {
                var before = reports.Count;
                foreach (var document in InputFile.Read(file, console.Input).Documents)
                {
                    reports.AddRange(explainer.Explain(document));
                }

                if (reports.Count == before)
                {
                    console.Error.WriteLine(OneLine.Of($"{InputFile.NameOf(file)}: has no workload"));
                }
            }
            catch (Exception exception) when (InputFile.ProblemOf(exception) is { } problem)
            {
                console.Error.WriteLine(OneLine.Of($"error: {InputFile.NameOf(file)}: {problem}"));
                return ExitCode.Unusable;
            }
        }

        Write(line, reports, console);
        return reports.TrueForAll(report => report.Allowed) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(CommandLine line, IReadOnlyList<WorkloadReport> reports, CommandConsole console)
    {
        if (line.Options.GetValueOrDefault(Output.Name) == "json")
        {
            console.WriteJson(new ExplanationReport(reports), ExplanationJson.Default.ExplanationReport);
            return;
        }

        var text = new ExplanationText(console.Output, console.Style);
        foreach (var report in reports)
        {
            text.Write(report);
        }
    }
}
