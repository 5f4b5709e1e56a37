using System.Globalization;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Creates SVG elements. The parameter style is the name of a class of <see cref="Theme.Style"/>.</summary>
internal static class Svg
{
    public static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static XElement Element(string name, params object[] content) => new(Namespace + name, content);

    public static XElement Group(double x, double y, params object[] content) =>
        Element("g", new XAttribute("transform", $"translate({Number(x)},{Number(y)})"), content);

    public static XElement Text(double x, double y, string style, string text) => Element(
        "text",
        new XAttribute("x", Number(x)),
        new XAttribute("y", Number(y)),
        new XAttribute("class", style),
        text);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) => Element(
        "line",
        new XAttribute("x1", Number(x1)),
        new XAttribute("y1", Number(y1)),
        new XAttribute("x2", Number(x2)),
        new XAttribute("y2", Number(y2)),
        new XAttribute("class", style));

    public static XElement Path(string commands, string color) => Element(
        "path",
        new XAttribute("class", "line"),
        new XAttribute("stroke", color),
        new XAttribute("d", commands));

    public static XElement Box(double width, double height, string style) => Element(
        "rect",
        new XAttribute("width", Number(width)),
        new XAttribute("height", Number(height)),
        new XAttribute("rx", 6),
        new XAttribute("class", style));

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
