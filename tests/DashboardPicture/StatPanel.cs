using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>A panel of one number: the last one, in the colour of the step that it has reached.</summary>
internal sealed class StatPanel(Panel panel, double width) : IPanelDrawing
{
    private const string NoColor = "#24292f";

    public double Height => 96;

    public IEnumerable<XElement> Draw(double height)
    {
        var value = panel.Series[0].Points[^1].Value;
        var color = panel.Steps.LastOrDefault(step => value >= step.From) is { } reached ? Theme.Named(reached.Color) : NoColor;
        var number = Svg.Text(width / 2, height - 26, "value middle", Units.ScaleFor(panel.Unit, value).Write(value));
        number.SetAttributeValue("style", $"fill: {color}");
        yield return number;
    }
}
