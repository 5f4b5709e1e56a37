using AppMeshInject.Diagnostics.Explain;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>Writes the reports of the command <c>explain</c> as text or JSON.</summary>
internal static class ExplainOutput
{
    /// <summary>Writes the reports in the requested format.</summary>
    /// <param name="line">The arguments of the command.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="console">Receives the output.</param>
    /// <returns>0 if all workloads are healthy; otherwise 1.</returns>
    public static int Write(CommandLine line, List<WorkloadReport> reports, CommandConsole console)
    {
        if (line.Options.GetValueOrDefault(ExplainOptions.Output.Name) == "json")
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
