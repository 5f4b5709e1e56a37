namespace AppMeshInject.Bench;

/// <summary>Writes the summary of the report: the main metrics of each server, and their ratio to the floor.</summary>
internal sealed class BenchSummary(Medians medians, BenchOptions options, TextWriter output)
{
    private readonly BenchServer _floor = options.Servers[0];
    private readonly IReadOnlyList<BenchServer> _injectors = [.. options.Servers.Skip(1)];

    /// <summary>Writes the summary as a Markdown table.</summary>
    public void Write()
    {
        output.WriteLine(
            $"Summary (medians; alternations: {options.Alternations}; seconds: {options.Seconds}; "
            + "each server is pinned to one core):");
        output.WriteLine();
        var headings = string.Join(" | ", _injectors.Select(server => $"{server.Name} | ratio"));
        output.WriteLine($"| | {_floor.Name} | {headings} |");
        output.WriteLine($"|---|---|{string.Concat(_injectors.Select(_ => "---|---|"))}");
        foreach (var connections in options.Connections)
        {
            WriteLoadRow("CPU time per admission", connections, MetricNames.Cpu);
            WriteLoadRow("p99 of the requests sent", connections, MetricNames.P99);
            WriteLoadRow("p99 as reported by wrk", connections, MetricNames.WrkP99);
        }

        WriteRow(
            "time from start to first response, ms",
            server => medians.Get(ReviewCases.Start, 1, server, MetricNames.FirstResponse));
        WriteRow("binary size, MB", server => ReportFormat.GetMegabytes(server.Binary));
        WriteRow("binary size, bytes", server => ReportFormat.GetBytes(server.Binary));
    }

    private void WriteLoadRow(string label, int connections, string metric) => WriteRow(
        $"{label}, {ReviewCases.Small} pod, {connections} connections, µs",
        server => medians.Get(ReviewCases.Small, connections, server, metric));

    private void WriteRow(string label, Func<BenchServer, double?> getValue)
    {
        var floor = getValue(_floor);
        var cells = _injectors
            .Select(getValue)
            .Select(value => $"{ReportFormat.FormatNumber(value)} | {ReportFormat.FormatRatio(value / floor)}");
        output.WriteLine($"| {label} | {ReportFormat.FormatNumber(floor)} | {string.Join(" | ", cells)} |");
    }
}
