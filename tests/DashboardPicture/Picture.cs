using System.Globalization;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws the dashboard as SVG: a heading, and the panels in the layout of Grafana.</summary>
internal static class Picture
{
    private const double Width = 1240;
    private const double Margin = 20;
    private const double Gap = 12;
    private const double HeadingHeight = 84;
    private const double Column = (Width - (2 * Margin) + Gap) / 24;

    /// <summary>Draws a dashboard.</summary>
    /// <returns>The root element of the SVG.</returns>
    public static XElement Create(Dashboard dashboard)
    {
        var y = HeadingHeight;
        var cards = new List<XElement>();

        // As in Grafana, panels move up, so there are no empty rows.
        foreach (var row in dashboard.Panels.GroupBy(panel => panel.Position.Y).OrderBy(row => row.Key))
        {
            var drawings = row.Select(panel => (Panel: panel, Drawing: CreateDrawing(dashboard, panel))).ToList();
            var height = drawings.Max(drawn => drawn.Drawing.Height);
            cards.AddRange(drawings.Select(drawn => DrawCard(drawn.Panel, drawn.Drawing, y, height)));
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
            GetCaption(dashboard).Select((line, i) => Svg.Text(Margin, 56 + (i * 17), "caption", line)),
            cards);
    }

    private static string[] GetCaption(Dashboard dashboard)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds((long)dashboard.From);
        var to = DateTimeOffset.FromUnixTimeSeconds((long)dashboard.To);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"Drawn by tests/dashboard-picture from the panels' own queries, on the test cluster of "
                + $"{from:yyyy-MM-dd}. This is not a screenshot of Grafana."),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Kubernetes {dashboard.Server}, {from:HH:mm:ss} to {to:HH:mm:ss} UTC, "
                + $"scraped by Prometheus every {dashboard.Step:0} s."),
        ];
    }

    private static double GetWidth(Panel panel) => (panel.Position.Width * Column) - Gap;

    private static IPanelDrawing CreateDrawing(Dashboard dashboard, Panel panel) => panel switch
    {
        { Series: [] } => new EmptyPanel(GetWidth(panel)),
        { IsStat: true } => new StatPanel(panel, GetWidth(panel)),
        _ => new ChartPanel(dashboard, panel, GetWidth(panel)),
    };

    private static XElement DrawCard(Panel panel, IPanelDrawing drawing, double y, double height) => Svg.Group(
        Margin + (panel.Position.X * Column),
        y,
        Svg.Element("title", panel.Description),
        Svg.Box(GetWidth(panel), height, "card"),
        Svg.Text(16, 25, "title", panel.Title),
        drawing.Draw(height));
}
