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
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments that follow the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <returns>0 on success, 1 if a workload is rejected or has no sidecar, 2 if an argument is invalid.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console)
    {
        var line = CommandLine.Parse(arguments, ExplainOptions.All);
        if (line.Options.ContainsKey(HelpOption.Instance.Name))
        {
            console.Output.Write(HelpText.GetExplainHelp());
            return ExitCode.Success;
        }

        var settings = SettingsLoader.Load(line.Settings, console.Environment);
        if (console.ReportErrors([.. line.Errors, .. ExplainOptions.Validate(line), .. settings.Errors]))
        {
            return ExitCode.InvalidInput;
        }

        console.ReportWarnings(settings.Notices);
        return line.Operands.All(PodOperand.IsPod)
            ? await ExplainPodsAsync(line, settings, console)
            : ExplainManifests(line, settings.Settings, console);
    }

    private static async Task<int> ExplainPodsAsync(CommandLine line, LoadedSettings settings, CommandConsole console)
    {
        var isConnected = false;
        var code = await ClusterOptions.ConnectAsync(line, console, (access, client) =>
        {
            isConnected = true;
            var explainer = new LivePodExplainer(
                client, ExplainOptions.GetInjectorNamespace(line), settings, line.Settings);
            var @namespace = line.Options.GetValueOrDefault(ExplainOptions.Namespace.Name, access.Namespace);
            return ExplainPodsAsync(line, explainer, @namespace, console);
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
        var code = reports.Count > 0 ? ExplainOutput.Write(line, reports, console) : ExitCode.Success;
        return console.ReportErrors(problems) ? ExitCode.InvalidInput : code;
    }

    private static int ExplainManifests(CommandLine line, InjectorSettings settings, CommandConsole console)
    {
        var cluster = ClusterInfo.FromSettings(settings, ExplainOptions.GetInjectorNamespace(line));
        var explainer = new ManifestExplainer(
            new Explainer(settings, cluster), line.Options.GetValueOrDefault(ExplainOptions.Namespace.Name, "default"));
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

        return ExplainOutput.Write(line, reports, console);
    }
}
