using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppMeshInject.Bench;

/// <summary>Writes the medians as Markdown tables, and all samples as JSON.</summary>
internal sealed class BenchReport(IReadOnlyList<Sample> samples, BenchOptions options)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Medians _medians = new(samples);

    /// <summary>Writes the report in Markdown. Its last table is the summary.</summary>
    public void Write(TextWriter output)
    {
        WriteTable(MetricNames.UnderLoad, output);
        WriteTable(MetricNames.OfProcess, output);
        WriteGrowth(output);
        output.WriteLine(options.Image is null
            ? "Image size: not measured (--image)"
            : $"Image size: {ReportFormat.FormatNumber(ReportFormat.GetMegabytes(options.Image))} MB");
        output.WriteLine();
        new BenchSummary(_medians, options, output).Write();
    }

    /// <summary>Writes the options, the sizes and all samples to the file of the option --json.</summary>
    public void WriteJson()
    {
        var report = new
        {
            options.Alternations,
            options.Seconds,
            Binaries = options.Servers.ToDictionary(
                server => server.Name, server => ReportFormat.GetBytes(server.Binary)),
            Image = options.Image is null ? (long?)null : ReportFormat.GetBytes(options.Image),
            Bodies = ReviewCases.UnderLoad.ToDictionary(review => review.Name, review => review.Body.Length),
            Samples = samples,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
        File.WriteAllText(options.Json, JsonSerializer.Serialize(report, JsonOptions));
    }

    private void WriteTable(IReadOnlyList<string> metrics, TextWriter output)
    {
        var rows = samples
            .Where(sample => metrics.Contains(sample.Metric))
            .Select(sample => (sample.Case, sample.Connections))
            .Distinct()
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine($"| case | connections | server | {string.Join(" | ", metrics)} |");
        output.WriteLine($"|---|---|---|{string.Concat(metrics.Select(_ => "---|"))}");
        foreach (var (name, connections) in rows)
        {
            foreach (var server in options.Servers)
            {
                var cells = metrics.Select(metric => FormatCell(name, connections, server, metric));
                output.WriteLine($"| {name} | {connections} | {server.Name} | {string.Join(" | ", cells)} |");
            }
        }

        output.WriteLine();
    }

    // The value of an injector is followed by its ratio to the floor.
    private string FormatCell(string name, int connections, BenchServer server, string metric)
    {
        var value = _medians.Get(name, connections, server, metric);
        var text = ReportFormat.FormatNumber(value);
        var ratio = value / _medians.Get(name, connections, options.Servers[0], metric);
        return ratio is null || server.IsFloor || metric == MetricNames.Failures
            ? text
            : $"{text} ({ReportFormat.FormatRatio(ratio)})";
    }

    // The CPU time should grow linearly with the size of the review. The slope is that of the line through the smallest
    // and the largest pod; the deviation is that of the pod between them.
    private void WriteGrowth(TextWriter output)
    {
        var pods = ReviewCases.UnderLoad.Take(3).ToList();
        foreach (var connections in options.Connections)
        {
            foreach (var server in options.Servers)
            {
                var cpu = pods.Select(pod => _medians.Get(pod.Name, connections, server, MetricNames.Cpu)).ToList();
                if (cpu is not [{ } small, { } middle, { } large])
                {
                    continue;
                }

                var slope = (large - small) / (pods[2].Body.Length - pods[0].Body.Length);
                var expected = small + (slope * (pods[1].Body.Length - pods[0].Body.Length));
                output.WriteLine(
                    $"CPU growth of {server.Name}, {connections} connections: {slope * 1024:F2} µs per KiB of review; "
                    + $"{pods[1].Name} deviates by {(middle / expected) - 1:P0}");
            }
        }
    }
}
