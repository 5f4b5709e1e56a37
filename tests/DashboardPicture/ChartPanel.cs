using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>A panel of lines over time.</summary>
internal sealed class ChartPanel : IPanelDrawing
{
    private const double Left = 72;
    private const double Right = 22;
    private const double Top = 42;
    private const double PlotHeight = 168;
    private const double TimeHeight = 22;
    private const double Bottom = 12;
    private const int MostTimes = 8;

    private static readonly int[] RoundSeconds = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    private readonly Dashboard _dashboard;
    private readonly Panel _panel;
    private readonly double _width;
    private readonly List<Series> _drawn;
    private readonly Legend _legend;

    public ChartPanel(Dashboard dashboard, Panel panel, double width)
    {
        (_dashboard, _panel, _width) = (dashboard, panel, width - Left - Right);

        // Where there is something to see, series that are 0 all the while are only named.
        var isQuiet = panel.Series.All(series => series.IsAlwaysZero);
        _drawn = [.. panel.Series.Where(series => isQuiet || !series.IsAlwaysZero).OrderByDescending(series => series.Most)];
        _legend = new Legend(_width, _drawn, [.. panel.Series.Except(_drawn)]);
    }

    public double Height => Top + PlotHeight + TimeHeight + _legend.Height + Bottom;

    public IEnumerable<XElement> Draw(double height)
    {
        var axis = new ValueAxis(_panel.Unit, _drawn.Max(series => series.Most));
        double Y(double value) => PlotHeight * (1 - axis.Share(value));

        yield return Svg.Group(
            Left,
            Top,
            axis.Ticks.Select(tick => new[] { Svg.Line(0, Y(tick), _width, Y(tick), tick == 0 ? "axis" : "grid"), Svg.Text(-8, Y(tick) + 4, "tick end", axis.Scale.Write(tick)) }),
            Times().Select(time => new[] { Svg.Line(X(time), 0, X(time), PlotHeight, "grid"), Svg.Text(X(time), PlotHeight + 16, "tick middle", Clock(time)) }),
            _drawn.Select((series, i) => Svg.Element("path", new XAttribute("class", "line"), new XAttribute("stroke", Theme.Line(i)), new XAttribute("d", Path(series, Y)))).Reverse());
        yield return _legend.At(Left, Top + PlotHeight + TimeHeight);
    }

    private double X(double time) => (time - _dashboard.From) / (_dashboard.To - _dashboard.From) * _width;

    // A line that ends where values are missing, and goes on after them.
    private string Path(Series series, Func<double, double> y)
    {
        var path = new StringBuilder();
        var last = double.NegativeInfinity;
        foreach (var (time, value) in series.Points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(time - last > _dashboard.Step * 1.5 ? 'M' : 'L')}{Svg.Number(X(time))},{Svg.Number(y(value))}");
            last = time;
        }

        return path.ToString();
    }

    private IEnumerable<double> Times()
    {
        var step = RoundSeconds.First(seconds => (_dashboard.To - _dashboard.From) / seconds <= MostTimes);
        for (var time = Math.Ceiling(_dashboard.From / step) * step; time <= _dashboard.To; time += step)
        {
            yield return time;
        }
    }

    private static string Clock(double time)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds((long)time);
        return at.ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
