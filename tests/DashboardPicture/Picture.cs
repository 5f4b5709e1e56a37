using System.Globalization;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>The whole picture: a heading, and the panels where the dashboard has them.</summary>
internal static class Picture
{
    private const double Width = 1240;
    private const double Margin = 20;
    private const double Gap = 12;
    private const double HeadingHeight = 84;
    private const double Column = (Width - (2 * Margin) + Gap) / 24;

    public static XElement Of(Dashboard dashboard)
    {
        var y = HeadingHeight;
        var cards = new List<XElement>();

        // Grafana moves panels up to those above them, and so leaves no empty rows.
        foreach (var row in dashboard.Panels.GroupBy(panel => panel.Place.Y).OrderBy(row => row.Key))
        {
            var drawings = row.Select(panel => (Panel: panel, Drawing: DrawingOf(dashboard, panel))).ToList();
            var height = drawings.Max(one => one.Drawing.Height);
            cards.AddRange(drawings.Select(one => Card(one.Panel, one.Drawing, y, height)));
            y += height + Gap;
        }

        var total = y - Gap + Margin;
        return Svg.Element(
            "svg",
            new XAttribute("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(total)}"),
            new XAttribute("width", Svg.Number(Width)),
            new XAttribute("height", Svg.Number(total)),
            Svg.Element("title", "The panels of the dashboard"),
            Svg.Element("style", Theme.Style),
            Svg.Box(Width, total, "page"),
            Svg.Text(Margin, 36, "heading", "App Mesh injector"),
            Caption(dashboard).Select((line, i) => Svg.Text(Margin, 56 + (i * 17), "caption", line)),
            cards);
    }

    private static string[] Caption(Dashboard dashboard)
    {
        var (from, to) = (DateTimeOffset.FromUnixTimeSeconds((long)dashboard.From), DateTimeOffset.FromUnixTimeSeconds((long)dashboard.To));
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"Drawn by tests/dashboard-picture from the panels' own queries, on the test cluster of {from:yyyy-MM-dd}. This is not a screenshot of Grafana."),
            string.Create(CultureInfo.InvariantCulture, $"Kubernetes {dashboard.Server}, {from:HH:mm:ss} to {to:HH:mm:ss} UTC, scraped by Prometheus every {dashboard.Step:0} s."),
        ];
    }

    private static double WidthOf(Panel panel) => (panel.Place.Width * Column) - Gap;

    private static IPanelDrawing DrawingOf(Dashboard dashboard, Panel panel) => panel switch
    {
        { Series: [] } => new EmptyPanel(WidthOf(panel)),
        { IsStat: true } => new StatPanel(panel, WidthOf(panel)),
        _ => new ChartPanel(dashboard, panel, WidthOf(panel)),
    };

    private static XElement Card(Panel panel, IPanelDrawing drawing, double y, double height) => Svg.Group(
        Margin + (panel.Place.X * Column),
        y,
        Svg.Element("title", panel.Description),
        Svg.Box(WidthOf(panel), height, "card"),
        Svg.Text(16, 25, "title", panel.Title),
        drawing.Draw(height));
}
