using System.Net;
using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>explain</c>: explains why a workload is injected, skipped or rejected.</summary>
internal static class ExplainCommand
{
    private static readonly CommandOption Output = new(
        "output", "o", "json|text", "The output format; default: `text`");
    private static readonly CommandOption Namespace = new(
        "namespace", "n", "NAMESPACE",
        "The namespace of the pod, or of manifests without one; default: the namespace of the context, or `default`");
    private static readonly CommandOption InjectorNamespace = new(
        "injector-namespace", null, "NAMESPACE",
        $"The namespace of the injector; default: `{ClusterInfo.DefaultNamespace}`");

    /// <summary>Gets the options of the command, without the settings.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } =
        [Output, Namespace, .. ClusterOptions.All, InjectorNamespace, HelpOption.Instance];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments that follow the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <returns>0 on success, 1 if a workload is rejected or has no sidecar, 2 if an argument is invalid.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpOption.Instance.Name))
        {
            console.Output.Write(HelpText.GetExplainHelp());
            return ExitCode.Success;
        }

        var settings = SettingsLoader.Load(line.Settings, console.Environment);
        if (console.ReportErrors([.. line.Errors, .. Validate(line), .. settings.Errors]))
        {
            return ExitCode.InvalidInput;
        }

        console.ReportWarnings(settings.Notices);
        return line.Operands.All(PodOperand.IsPod)
            ? await ExplainPodsAsync(line, settings, console)
            : ExplainManifests(line, settings.Settings, console);
    }

    private static IEnumerable<string> Validate(CommandLine line)
    {
        if (line.Operands.Count == 0)
        {
            yield return "no file or pod given; write `appmesh-inject explain FILE…`, `-` for standard input, or "
                + "the name of a pod";
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

    private static async Task<int> ExplainPodsAsync(CommandLine line, LoadedSettings settings, CommandConsole console)
    {
        var isConnected = false;
        var code = await ClusterOptions.ConnectAsync(line, console, (access, client) =>
        {
            isConnected = true;
            var explainer = new LivePodExplainer(
                client, line.Options.GetValueOrDefault(InjectorNamespace.Name, ClusterInfo.DefaultNamespace), settings,
                line.Settings);
            return ExplainPodsAsync(
                line, explainer, line.Options.GetValueOrDefault(Namespace.Name, access.Namespace), console);
        });
        if (!isConnected)
        {
            console.ReportErrors([.. PodOperand.GetHints(line.Operands)]);
        }

        return code;
    }

    private static async Task<int> ExplainPodsAsync(
        CommandLine line, LivePodExplainer explainer, string @namespace, CommandConsole console)
    {
        var reports = new List<WorkloadReport>();
        var problems = new List<string>();
        foreach (var pod in line.Operands)
        {
            try
            {
                reports.Add(
                    await explainer.ExplainAsync(@namespace, PodOperand.GetPodName(pod), CancellationToken.None));
            }
            catch (ApiException exception) when (!exception.IsFinal)
            {
                problems.Add(TextSanitizer.Sanitize($"pod/{PodOperand.GetPodName(pod)}: {exception.Message}"));
                problems.AddRange(exception.Status == HttpStatusCode.NotFound ? PodOperand.GetHints([pod]) : []);
            }
        }

        console.ReportWarnings([.. explainer.Notices.Distinct()]);
        var code = reports.Count > 0 ? Write(line, reports, console) : ExitCode.Success;
        return console.ReportErrors(problems) ? ExitCode.InvalidInput : code;
    }

    private static int ExplainManifests(CommandLine line, InjectorSettings settings, CommandConsole console)
    {
        var cluster = ClusterInfo.FromSettings(
            settings, line.Options.GetValueOrDefault(InjectorNamespace.Name, ClusterInfo.DefaultNamespace));
        var explainer = new ManifestExplainer(
            new Explainer(settings, cluster), line.Options.GetValueOrDefault(Namespace.Name, "default"));
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
                    console.Error.WriteLine(
                        TextSanitizer.Sanitize($"{InputFile.GetDisplayName(file)}: contains no workload"));
                }
            }
            catch (Exception exception) when (InputFile.GetProblem(exception) is { } problem)
            {
                var hint = InputFile.IsMissing(exception)
                    ? "; for a pod of the cluster write NAME or pod/NAME, for a Deployment the name of one of its pods"
                    : "";
                console.Error.WriteLine(
                    TextSanitizer.Sanitize($"error: {InputFile.GetDisplayName(file)}: {problem}{hint}"));
                return ExitCode.InvalidInput;
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

        return reports.TrueForAll(report => report.IsHealthy) ? ExitCode.Success : ExitCode.Failure;
    }
}
