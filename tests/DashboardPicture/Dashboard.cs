using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AppMeshInject.DashboardPicture;

/// <summary>A time series of a panel.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Points">The points; Time is in seconds since the Unix epoch.</param>
internal sealed record Series(string Name, IReadOnlyList<(double Time, double Value)> Points)
{
    public double Max => Points.Max(point => point.Value);

    public bool IsAlwaysZero => Points.All(point => point.Value == 0);
}

/// <summary>The position of a panel in Grafana's grid of 24 columns.</summary>
internal sealed record GridPosition(int X, int Y, int Width, int Height);

/// <summary>A threshold of a stat panel.</summary>
/// <param name="From">The value from which the color applies.</param>
/// <param name="Color">Grafana's name of the color.</param>
internal sealed record Threshold(double From, string Color);

/// <summary>A panel with the results of its queries.</summary>
internal sealed record Panel(
    string Title,
    string Description,
    bool IsStat,
    string Unit,
    GridPosition Position,
    IReadOnlyList<Threshold> Thresholds,
    IReadOnlyList<Series> Series);

/// <summary>The panels of a dashboard over a time range.</summary>
/// <param name="Server">The version of the Kubernetes API server.</param>
/// <param name="From">The start of the range in seconds since the Unix epoch.</param>
/// <param name="To">The end of the range in seconds since the Unix epoch.</param>
/// <param name="Step">The query resolution in seconds.</param>
/// <param name="Panels">The panels.</param>
internal sealed partial record Dashboard(
    string Server, double From, double To, double Step, IReadOnlyList<Panel> Panels)
{
    /// <summary>Reads the file that the cluster tests write.</summary>
    public static Dashboard Read(JsonNode file) => new(
        (string)file["server"]!,
        (double)file["from"]!,
        (double)file["to"]!,
        (double)file["step"]!,
        [.. file["panels"]!.AsArray().Select(panel => ReadPanel(panel!["panel"]!, panel["results"]!.AsArray()))]);

    private static Panel ReadPanel(JsonNode panel, JsonArray results)
    {
        var (position, defaults) = (panel["gridPos"]!, panel["fieldConfig"]!["defaults"]!);
        return new Panel(
            (string)panel["title"]!,
            (string)panel["description"]!,
            (string)panel["type"]! == "stat",
            (string)defaults["unit"]!,
            new GridPosition((int)position["x"]!, (int)position["y"]!, (int)position["w"]!, (int)position["h"]!),
            [.. (defaults["thresholds"]?["steps"]?.AsArray() ?? []).Select(step => ReadThreshold(step!))],
            [.. panel["targets"]!.AsArray()
                .Zip(results)
                .SelectMany(pair => pair.Second!.AsArray().Select(series => ReadSeries(pair.First!, series!)))
                .Where(series => series.Points.Count > 0)]);
    }

    // Grafana writes null for the first threshold.
    private static Threshold ReadThreshold(JsonNode step) =>
        new((double?)step["value"] ?? double.NegativeInfinity, (string)step["color"]!);

    // Omits NaN, such as the result of a division by zero.
    private static Series ReadSeries(JsonNode target, JsonNode series) => new(
        Label().Replace(
            (string)target["legendFormat"]!,
            label => (string?)series["metric"]![label.Groups["name"].Value] ?? ""),
        [.. series["values"]!.AsArray()
            .Select(point => ((double)point![0]!, double.Parse((string)point[1]!, CultureInfo.InvariantCulture)))
            .Where(point => double.IsFinite(point.Item2))]);

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}")]
    private static partial Regex Label();
}
