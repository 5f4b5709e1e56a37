using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws the content of a panel below its title.</summary>
internal interface IPanelDrawing
{
    /// <summary>Gets the minimum height of the panel, including its title.</summary>
    double Height { get; }

    /// <summary>Draws the content.</summary>
    /// <param name="height">The height of the panel: that of the highest panel in its row.</param>
    IEnumerable<XElement> Draw(double height);
}
