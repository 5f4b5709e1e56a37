namespace AppMeshInject.DashboardPicture;

/// <summary>Colours and letters.</summary>
internal static class Theme
{
    // Told apart also by who sees colours otherwise, https://personal.sron.nl/~pault/, and made to go on.
    private static readonly string[] Lines =
        ["#4477aa", "#ee7733", "#228833", "#aa3377", "#66ccee", "#ccbb44", "#ee6677", "#777777", "#332288", "#999933", "#882255", "#44aa99"];

    private static readonly Dictionary<string, string> Grafana = new() { ["red"] = "#c4162a", ["orange"] = "#d9730d", ["green"] = "#2b8a3e" };

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

    public static string Line(int number) => Lines[number % Lines.Length];

    /// <summary>A colour by Grafana's name.</summary>
    public static string Named(string name) => Grafana[name];

    /// <summary>About how wide a text of the legend is at most: the letters are those of whoever looks at it.</summary>
    public static double WidthOf(string text) => text.Length * 5.9;
}
