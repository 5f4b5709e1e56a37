using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws the legend: the drawn series with their colors, and a list of the series that are always 0.</summary>
internal sealed class Legend
{
    private const double RowHeight = 16;
    private const double KeyWidth = 18;
    private const double Gap = 14;

    private readonly List<XElement> _elements = [];
    private readonly double _width;
    private double _nextX;
    private int _row;

    public Legend(double width, IReadOnlyList<Series> drawn, IReadOnlyList<Series> alwaysZero)
    {
        _width = width;
        for (var i = 0; i < drawn.Count; i++)
        {
            var (x, y) = Allocate(KeyWidth + Theme.EstimateWidth(drawn[i].Name));
            _elements.Add(Svg.Path($"M{Svg.Number(x)},{Svg.Number(y - 4)}h12", Theme.GetLineColor(i)));
            _elements.Add(Svg.Text(x + KeyWidth, y, "legend", drawn[i].Name));
        }

        foreach (var line in Wrap("always 0: ", alwaysZero))
        {
            var (x, y) = Allocate(Theme.EstimateWidth(line));
            _elements.Add(Svg.Text(x, y, "legend", line));
        }
    }

    public double Height => (_row + 1) * RowHeight;

    public XElement DrawAt(double x, double y) => Svg.Group(x, y, [.. _elements]);

    // Returns the position of the next entry, which starts a new row if it does not fit into the current one.
    private (double X, double Y) Allocate(double width)
    {
        if (_nextX > 0 && _nextX + width > _width)
        {
            (_nextX, _row) = (0, _row + 1);
        }

        var position = (_nextX, (_row + 1) * RowHeight);
        _nextX += width + Gap;
        return position;
    }

    // Splits the list into lines that fit into the width.
    private IEnumerable<string> Wrap(string prefix, IReadOnlyList<Series> series)
    {
        var line = prefix;
        for (var i = 0; i < series.Count; i++)
        {
            var name = series[i].Name + (i < series.Count - 1 ? ", " : "");
            if (Theme.EstimateWidth(line + name) > _width)
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
