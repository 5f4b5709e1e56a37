using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws a panel whose queries have no result.</summary>
internal sealed class EmptyPanel(double width) : IPanelDrawing
{
    public double Height => 96;

    public IEnumerable<XElement> Draw(double height) =>
        [Svg.Text(width / 2, (height / 2) + 8, "caption middle", "no data")];
}
