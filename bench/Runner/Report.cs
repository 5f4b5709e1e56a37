using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppMeshInject.Bench;

/// <summary>The medians, as a table in Markdown and with every sample as JSON.</summary>
internal static class Report
{
    private const double BytesPerMebibyte = 1024 * 1024;

    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IReadOnlyList<Sample> samples, BenchOptions options, TextWriter output)
    {
        WriteTable(samples.Where(sample => Figures.UnderLoad.Contains(sample.Figure)), Figures.UnderLoad, options, output);
        WriteTable(samples.Where(sample => Figures.AtRest.Contains(sample.Figure)), Figures.AtRest, options, output);
        WriteGrowth(samples, options, output);
        foreach (var contestant in options.Contestants)
        {
            output.WriteLine($"binary of {contestant.Name}: {Mebibytes(contestant.Binary):F1} MiB");
        }

        output.WriteLine(options.Image is null
            ? "image: not measured (--image)"
            : $"image: {Mebibytes(options.Image):F1} MiB");
    }

    public static void WriteJson(IReadOnlyList<Sample> samples, BenchOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
        File.WriteAllText(options.Json, JsonSerializer.Serialize(
            new
            {
                options.Alternations,
                options.Seconds,
                Binaries = options.Contestants.ToDictionary(contestant => contestant.Name, contestant => new FileInfo(contestant.Binary).Length),
                Image = options.Image is null ? (long?)null : new FileInfo(options.Image).Length,
                Bodies = ReviewCases.UnderLoad.ToDictionary(review => review.Name, review => review.Body.Length),
                Samples = samples,
            },
            JsonOptions));
    }

    private static void WriteTable(IEnumerable<Sample> samples, IReadOnlyList<string> figures, BenchOptions options, TextWriter output)
    {
        var rows = samples.GroupBy(sample => (sample.Case, sample.Connections)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine($"| case | connections | | {string.Join(" | ", figures)} |");
        output.WriteLine($"|---|---|---|{string.Concat(figures.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            foreach (var contestant in options.Contestants)
            {
                var cells = figures.Select(figure => Cell(row, options, contestant, figure));
                output.WriteLine($"| {row.Key.Case} | {row.Key.Connections} | {contestant.Name} | {string.Join(" | ", cells)} |");
            }
        }

        output.WriteLine();
    }

    // Beside each figure of the injector, how many times the floor's it is.
    private static string Cell(IEnumerable<Sample> samples, BenchOptions options, Contestant contestant, string figure)
    {
        var (value, floor) = (Median(samples, contestant.Name, figure), Median(samples, options.Contestants[0].Name, figure));
        var text = value?.ToString(value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture) ?? "";
        return value is null || contestant.IsFloor || floor is null or 0 || figure == Figures.Failures
            ? text
            : $"{text} (×{value / floor:F2})";
    }

    // CPU should grow with the length of the review and no faster: a straight line through the least and the largest of the
    // three pods, and how far from it the one between them is.
    private static void WriteGrowth(IReadOnlyList<Sample> samples, BenchOptions options, TextWriter output)
    {
        var pods = ReviewCases.UnderLoad.Take(3).ToList();
        foreach (var connections in options.Connections)
        {
            foreach (var contestant in options.Contestants)
            {
                var cpu = pods.Select(pod => Median(samples.Where(sample => sample.Case == pod.Name && sample.Connections == connections), contestant.Name, Figures.Cpu)).ToList();
                if (cpu is [{ } small, { } middle, { } large])
                {
                    var slope = (large - small) / (pods[2].Body.Length - pods[0].Body.Length);
                    var expected = small + (slope * (pods[1].Body.Length - pods[0].Body.Length));
                    output.WriteLine(
                        $"growth of {contestant.Name} at {connections} connections: {slope * 1024:F2} µs for each KiB; {pods[1].Name} is {middle / expected - 1:P0} off the line");
                }
            }
        }
    }

    private static double? Median(IEnumerable<Sample> samples, string contestant, string figure)
    {
        var values = samples.Where(sample => sample.Contestant == contestant && sample.Figure == figure).Select(sample => sample.Value).Order().ToList();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static double Mebibytes(string file) => new FileInfo(file).Length / BytesPerMebibyte;
}
