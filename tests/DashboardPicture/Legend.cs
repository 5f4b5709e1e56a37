using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>The names of the series of a panel below it: those that are drawn with their colours, and the rest in words.</summary>
internal sealed class Legend
{
    private const double RowHeight = 16;
    private const double KeyWidth = 18;
    private const double Gap = 14;

    private readonly List<XElement> _elements = [];
    private readonly double _width;
    private double _x;
    private int _row;

    public Legend(double width, IReadOnlyList<Series> drawn, IReadOnlyList<Series> atZero)
    {
        _width = width;
        for (var i = 0; i < drawn.Count; i++)
        {
            var (x, y) = Take(KeyWidth + Theme.WidthOf(drawn[i].Name));
            _elements.Add(Svg.Element("path", new XAttribute("class", "line"), new XAttribute("stroke", Theme.Line(i)), new XAttribute("d", $"M{Svg.Number(x)},{Svg.Number(y - 4)}h12")));
            _elements.Add(Svg.Text(x + KeyWidth, y, "legend", drawn[i].Name));
        }

        foreach (var line in Lines("always 0: ", atZero))
        {
            var (x, y) = Take(Theme.WidthOf(line));
            _elements.Add(Svg.Text(x, y, "legend", line));
        }
    }

    public double Height => (_row + 1) * RowHeight;

    public XElement At(double x, double y) => Svg.Group(x, y, [.. _elements]);

    // The place of the next one, in a row of its own where it does not fit any more.
    private (double X, double Y) Take(double width)
    {
        if (_x > 0 && _x + width > _width)
        {
            (_x, _row) = (0, _row + 1);
        }

        var place = (_x, (_row + 1) * RowHeight);
        _x += width + Gap;
        return place;
    }

    // Names in as many lines as they need.
    private IEnumerable<string> Lines(string beginning, IReadOnlyList<Series> series)
    {
        var line = beginning;
        for (var i = 0; i < series.Count; i++)
        {
            var name = series[i].Name + (i < series.Count - 1 ? ", " : "");
            if (Theme.WidthOf(line + name) > _width)
            {
                yield return line;
                line = "";
            }

            line += name;
        }

        if (series.Count > 0)
        {
            yield return line;
        }
    }
}
