using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws a stat panel: the last value, in the color of the highest threshold that it reaches.</summary>
internal sealed class StatPanel(Panel panel, double width) : IPanelDrawing
{
    private const string DefaultColor = "#24292f";

    public double Height => 96;

    public IEnumerable<XElement> Draw(double height)
    {
        var value = panel.Series[0].Points[^1].Value;
        var threshold = panel.Thresholds.LastOrDefault(threshold => value >= threshold.From);
        var color = threshold is null ? DefaultColor : Theme.GetColor(threshold.Color);
        var text = Units.GetScale(panel.Unit, value).Format(value);
        var number = Svg.Text(width / 2, height - 26, "value middle", text);
        number.SetAttributeValue("style", $"fill: {color}");
        yield return number;
    }
}
