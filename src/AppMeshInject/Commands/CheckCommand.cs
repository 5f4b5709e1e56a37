using AppMeshInject.Diagnostics.Check;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>check</c>: finds problems of an installation.</summary>
internal static class CheckCommand
{
    private static readonly CommandOption Output = new(
        "output", "o", "json|text", "The output format; default: `text`");
    private static readonly CommandOption Namespace = new(
        "namespace", "n", "NAMESPACE", $"The namespace of the injector; default: `{ClusterInfo.DefaultNamespace}`");

    /// <summary>Gets the options of the command.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } =
        [Namespace, .. ClusterOptions.All, Output, HelpOption.Instance];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The arguments that follow the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <param name="time">The clock that certificates are validated against.</param>
    /// <returns>
    /// 0 if no problem was found, 1 if there are problems, 2 if the cluster cannot be checked completely.
    /// </returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console, TimeProvider time)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpOption.Instance.Name))
        {
            console.Output.Write(HelpText.GetCheckHelp());
            return ExitCode.Success;
        }

        if (console.ReportErrors([.. line.Errors, .. Validate(line)]))
        {
            return ExitCode.InvalidInput;
        }

        var @namespace = line.Options.GetValueOrDefault(Namespace.Name, ClusterInfo.DefaultNamespace);
        return await ClusterOptions.ConnectAsync(line, console, async (access, client) =>
        {
            var report = CheckReport.Create(
                access.Context,
                await new InstallationInspector(client, @namespace, time).InspectAsync(CancellationToken.None));
            Write(line, report, console);
            return report.HasFindings ? ExitCode.Failure
                : report.NotChecked.Count > 0 ? ExitCode.InvalidInput
                : ExitCode.Success;
        });
    }

    private static IEnumerable<string> Validate(CommandLine line)
    {
        foreach (var operand in line.Operands)
        {
            yield return $"unexpected argument {ValidationError.Quote(operand)}; see --help";
        }

        foreach (var (flag, _, _) in line.Settings)
        {
            yield return $"{flag}: check reads the settings of the injector from the cluster; remove the flag";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "text"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or text";
        }

        if (line.Options.TryGetValue(Namespace.Name, out var @namespace) && !ValueParsers.IsDnsLabel(@namespace))
        {
            yield return $"--namespace: {ValidationError.Quote(@namespace)} is not a namespace name";
        }
    }

    private static void Write(CommandLine line, CheckReport report, CommandConsole console)
    {
        if (line.Options.GetValueOrDefault(Output.Name) == "json")
        {
            console.WriteJson(report, CheckJson.Default.CheckReport);
        }
        else
        {
            new CheckTextWriter(console.Output, console.Style).Write(report);
        }
    }
}
