using System.Net;
using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>explain</c>: why a workload is injected, left alone or refused.</summary>
internal static class ExplainCommand
{
    private static readonly CommandOption Output = new("output", "o", "json|text", "The format of what is printed; `text` where it is absent");
    private static readonly CommandOption Namespace = new("namespace", "n", "NAMESPACE", "The namespace of the pod, or of objects that name none; where it is absent that of the context, or `default`");
    private static readonly CommandOption InjectorNamespace = new("injector-namespace", null, "NAMESPACE", $"The namespace of the injector; `{ClusterInfo.DefaultNamespace}` where it is absent");

    /// <summary>The options that the command has besides the settings.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } = [Output, Namespace, .. ClusterOptions.All, InjectorNamespace, HelpText.Option];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What stands behind the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <returns>0, 1 where a workload is refused or lacks its sidecar, 2 where what was given is of no use.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpText.Option.Name))
        {
            console.Output.Write(HelpText.OfExplain());
            return ExitCode.Done;
        }

        var settings = SettingsLoader.Load(line.Settings, console.Environment);
        if (console.Reports([.. line.Errors, .. FaultsOf(line), .. settings.Faults]))
        {
            return ExitCode.Unusable;
        }

        console.Warns(settings.Notices);
        return line.Operands.All(PodOperand.Is) ? await ExplainPodsAsync(line, settings, console) : ExplainManifests(line, settings.Settings, console);
    }

    private static IEnumerable<string> FaultsOf(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "nothing is named: write `appmesh-inject explain FILE…`, `-` for standard input, or a POD of the cluster; see --help";
        }

        if (line.Operands.Any(operand => operand is "" or "pod/"))
        {
            yield return "a file or pod is named by nothing: \"\"";
        }

        if (line.Operands.Any(operand => !PodOperand.Is(operand)) && (line.Operands.Any(PodOperand.Is) || ClusterOptions.AreGiven(line)))
        {
            yield return "files and a cluster do not go together: explain them one after the other";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "text"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or text";
        }

        foreach (var option in (CommandOption[])[Namespace, InjectorNamespace])
        {
            if (line.Options.TryGetValue(option.Name, out var @namespace) && !ValueParsers.IsDnsLabel(@namespace))
            {
                yield return $"--{option.Name}: {ValidationError.Quote(@namespace)} is no name of a namespace";
            }
        }

        // What is no name would be read as a part of the path.
        foreach (var pod in line.Operands.Where(PodOperand.Is).Select(PodOperand.NameOf).Where(pod => pod.Length > 0 && !ValueParsers.IsDnsSubdomain(pod)))
        {
            yield return $"{ValidationError.Quote(pod)} is no name of a pod";
        }
    }

    private static async Task<int> ExplainPodsAsync(CommandLine line, LoadedSettings settings, CommandConsole console)
    {
        var isConnected = false;
        var code = await ClusterOptions.ConnectAsync(line, console, (access, client) =>
        {
            isConnected = true;
            var explainer = new LivePodExplainer(client, line.Options.GetValueOrDefault(InjectorNamespace.Name, ClusterInfo.DefaultNamespace), settings, line.Settings);
            return ExplainPodsAsync(line, explainer, line.Options.GetValueOrDefault(Namespace.Name, access.Namespace), console);
        });
        if (!isConnected)
        {
            console.Reports([.. PodOperand.Assumptions(line.Operands)]);
        }

        return code;
    }

    private static async Task<int> ExplainPodsAsync(CommandLine line, LivePodExplainer explainer, string @namespace, CommandConsole console)
    {
        var reports = new List<WorkloadReport>();
        var problems = new List<string>();
        foreach (var pod in line.Operands)
        {
            try
            {
                reports.Add(await explainer.ExplainAsync(@namespace, PodOperand.NameOf(pod), CancellationToken.None));
            }
            catch (ApiException exception) when (!exception.IsFinal)
            {
                problems.Add(TextSanitizer.Sanitize($"pod/{PodOperand.NameOf(pod)}: {exception.Message}"));
                problems.AddRange(exception.Status == HttpStatusCode.NotFound ? PodOperand.Assumptions([pod]) : []);
            }
        }

        console.Warns([.. explainer.Notices.Distinct()]);
        var code = reports.Count > 0 ? Write(line, reports, console) : ExitCode.Done;
        return console.Reports(problems) ? ExitCode.Unusable : code;
    }

    private static int ExplainManifests(CommandLine line, InjectorSettings settings, CommandConsole console)
    {
        var facts = ClusterInfo.From(settings, line.Options.GetValueOrDefault(InjectorNamespace.Name, ClusterInfo.DefaultNamespace));
        var explainer = new ManifestExplainer(new Explainer(settings, facts), line.Options.GetValueOrDefault(Namespace.Name, "default"));
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
                    console.Error.WriteLine(TextSanitizer.Sanitize($"{InputFile.NameOf(file)}: has no workload"));
                }
            }
            catch (Exception exception) when (InputFile.ProblemOf(exception) is { } problem)
            {
                var hint = InputFile.IsMissing(exception) ? "; a pod of the cluster is named NAME or pod/NAME, and a Deployment by one of its pods" : "";
                console.Error.WriteLine(TextSanitizer.Sanitize($"error: {InputFile.NameOf(file)}: {problem}{hint}"));
                return ExitCode.Unusable;
            }
        }

        return Write(line, reports, console);
    }

    private static int Write(CommandLine line, List<WorkloadReport> reports, CommandConsole console)
    {
        if (line.Options.GetValueOrDefault(Output.Name) == "json")
        {
            console.WriteJson("workloads", reports, ExplanationJson.Default.WorkloadReport);
        }
        else
        {
            var text = new ExplanationTextWriter(console.Output, console.Style);
            reports.ForEach(text.Write);
        }

        return reports.TrueForAll(report => report.IsHealthy) ? ExitCode.Done : ExitCode.Failed;
    }
}
