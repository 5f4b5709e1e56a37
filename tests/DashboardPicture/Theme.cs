namespace AppMeshInject.DashboardPicture;

/// <summary>The colors and fonts of the picture.</summary>
internal static class Theme
{
    /// <summary>The style sheet.</summary>
    public const string Style = """
        text { font-family: Inter, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; fill: #24292f; }
        .page { fill: #f4f5f7; }
        .card { fill: #ffffff; stroke: #dfe1e6; }
        .heading { font-size: 20px; font-weight: 600; }
        .caption { font-size: 12.5px; fill: #57606a; }
        .title { font-size: 13px; font-weight: 600; }
        .tick, .legend { font-size: 11px; fill: #57606a; }
        .value { font-size: 30px; font-weight: 600; }
        .middle { text-anchor: middle; }
        .end { text-anchor: end; }
        .grid { stroke: #eaecef; }
        .axis { stroke: #c4c9d0; }
        .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }
        """;

    private const double LegendCharacterWidth = 5.9;

    // Distinguishable with color blindness, https://personal.sron.nl/~pault/
    private static readonly string[] LineColors =
    [
        "#4477aa", "#ee7733", "#228833", "#aa3377", "#66ccee", "#ccbb44", "#ee6677", "#777777", "#332288", "#999933",
        "#882255", "#44aa99",
    ];

    private static readonly Dictionary<string, string> GrafanaColors = new()
    {
        ["red"] = "#c4162a",
        ["orange"] = "#d9730d",
        ["green"] = "#2b8a3e",
    };

    /// <summary>Returns the color of a line. Colors repeat if there are more lines than colors.</summary>
    /// <param name="index">The 0-based index of the line in its panel.</param>
    public static string GetLineColor(int index) => LineColors[index % LineColors.Length];

    /// <summary>Returns a color by its name in Grafana.</summary>
    public static string GetColor(string name) => GrafanaColors[name];

    /// <summary>
    /// Returns an upper estimate of the width of a legend text. The exact width depends on the viewer's fonts.
    /// </summary>
    public static double EstimateWidth(string text) => text.Length * LegendCharacterWidth;
}
