using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>How a panel is drawn, but for its title.</summary>
internal interface IPanelDrawing
{
    /// <summary>How high it has to be.</summary>
    double Height { get; }

    /// <summary>What is in it when it is as high as those beside it.</summary>
    IEnumerable<XElement> Draw(double height);
}
