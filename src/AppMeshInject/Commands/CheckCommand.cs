
using AppMeshInject.Diagnostics.Check;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The command <c>check</c>: whether an installation is well.</summary>
internal static class CheckCommand
{
    private static readonly CommandOption Output = new("output", "o", "json|text", "The format of what is printed; `text` where it is absent");
    private static readonly CommandOption Namespace = new("namespace", "n", "NAMESPACE", $"The namespace of the injector; `{ClusterInfo.DefaultNamespace}` where it is absent");

    /// <summary>The options that the command has.</summary>
    public static IReadOnlyList<CommandOption> Options { get; } = [Namespace, .. ClusterOptions.All, Output, HelpText.Option];

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What stands behind the command's name.</param>
    /// <param name="console">The streams and the environment.</param>
    /// <param name="time">The clock, by which certificates expire.</param>
    /// <returns>0 where all is well, 1 where something is to be mended, 2 where that cannot be told.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console, TimeProvider time)
    {
        var line = CommandLine.Parse(arguments, Options);
        if (line.Options.ContainsKey(HelpText.Option.Name))
        {
            console.Output.Write(HelpText.OfCheck());
            return ExitCode.Done;
        }

        if (console.Reports([.. line.Errors, .. FaultsOf(line)]))
        {
            return ExitCode.Unusable;
        }

        var @namespace = line.Options.GetValueOrDefault(Namespace.Name, ClusterInfo.DefaultNamespace);
        return await ClusterOptions.ConnectAsync(line, console, async (access, client) =>
        {
            var report = CheckReport.Create(access.Context, await new InstallationInspector(client, @namespace, time).InspectAsync(CancellationToken.None));
            Write(line, report, console);
            return report.HasFindings ? ExitCode.Failed
                : report.NotChecked.Count > 0 ? ExitCode.Unusable
                : ExitCode.Done;
        });
    }

    private static IEnumerable<string> FaultsOf(CommandLine line)
    {
        foreach (var operand in line.Operands)
        {
            yield return $"{TextSanitizer.Sanitize(operand)}: check takes no such word; see --help";
        }

        foreach (var (flag, _, _) in line.Settings)
        {
            yield return $"{flag}: is a setting of the injector, which check reads from the cluster";
        }

        if (line.Options.TryGetValue(Output.Name, out var format) && format is not ("json" or "text"))
        {
            yield return $"--output: {ValidationError.Quote(format)} is not json or text";
        }

        if (line.Options.TryGetValue(Namespace.Name, out var @namespace) && !ValueParsers.IsDnsLabel(@namespace))
        {
            yield return $"--namespace: {ValidationError.Quote(@namespace)} is no name of a namespace";
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
