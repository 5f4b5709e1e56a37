using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AppMeshInject.DashboardPicture;

/// <summary>A time series, with the name that the panel gives it.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double Time, double Value)> Points)
{
    public double Most => Points.Max(point => point.Value);

    public bool IsAlwaysZero => Points.All(point => point.Value == 0);
}

/// <summary>Where a panel is on the dashboard, in Grafana's grid of 24 columns.</summary>
internal sealed record Place(int X, int Y, int Width, int Height);

/// <summary>A value from which on a number has a colour.</summary>
internal sealed record Step(double From, string Color);

/// <summary>A panel, and what Prometheus answered to its queries.</summary>
internal sealed record Panel(string Title, string Description, bool IsStat, string Unit, Place Place, IReadOnlyList<Step> Steps, IReadOnlyList<Series> Series);

/// <summary>The panels of a dashboard over a time, in seconds since the epoch.</summary>
internal sealed partial record Dashboard(string Server, double From, double To, double Step, IReadOnlyList<Panel> Panels)
{
    /// <summary>Reads what the tests on the cluster have written.</summary>
    public static Dashboard Read(JsonNode answers) => new(
        (string)answers["server"]!,
        (double)answers["from"]!,
        (double)answers["to"]!,
        (double)answers["step"]!,
        [.. answers["panels"]!.AsArray().Select(panel => ReadPanel(panel!["panel"]!, panel["answers"]!.AsArray()))]);

    private static Panel ReadPanel(JsonNode panel, JsonArray answers)
    {
        var (place, defaults) = (panel["gridPos"]!, panel["fieldConfig"]!["defaults"]!);
        return new Panel(
            (string)panel["title"]!,
            (string)panel["description"]!,
            (string)panel["type"]! == "stat",
            (string)defaults["unit"]!,
            new Place((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!),
            [.. (defaults["thresholds"]?["steps"]?.AsArray() ?? []).Select(step => new Step((double?)step!["value"] ?? double.NegativeInfinity, (string)step["color"]!))],
            [.. panel["targets"]!.AsArray().Zip(answers).SelectMany(pair => pair.Second!.AsArray().Select(series => ReadSeries(pair.First!, series!))).Where(series => series.Points.Count > 0)]);
    }

    // A quotient of nothing is no number, and no point.
    private static Series ReadSeries(JsonNode target, JsonNode series) => new(
        Label().Replace((string)target["legendFormat"]!, label => (string?)series["metric"]![label.Groups["name"].Value] ?? ""),
        [.. series["values"]!.AsArray()
            .Select(point => ((double)point![0]!, double.Parse((string)point[1]!, CultureInfo.InvariantCulture)))
            .Where(point => double.IsFinite(point.Item2))]);

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}")]
    private static partial Regex Label();
}
