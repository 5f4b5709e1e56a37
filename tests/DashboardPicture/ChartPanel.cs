using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>A panel of lines over time.</summary>
internal sealed class ChartPanel(Dashboard dashboard, Panel panel, double width, double height)
{
    private const double Left = 72;
    private const double Right = 22;
    private const double Top = 42;
    private const double TimeHeight = 22;
    private const double Bottom = 12;
    private const int MostTimes = 8;

    private static readonly int[] RoundSeconds = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    // Where there is something to see, series that are 0 all the while are only named.
    private readonly List<Series> _drawn =
        [.. panel.Series.Where(series => !series.IsAlwaysZero || panel.Series.All(other => other.IsAlwaysZero)).OrderByDescending(series => series.Most)];

    public IEnumerable<XElement> Draw()
    {
        var legend = new Legend(width - Left - Right, _drawn, [.. panel.Series.Except(_drawn)]);
        var (plotWidth, plotHeight) = (width - Left - Right, height - Top - TimeHeight - Bottom - (legend.Rows * Legend.RowHeight));
        var axis = new ValueAxis(panel.Unit, _drawn.Max(series => series.Most));
        double X(double time) => (time - dashboard.From) / (dashboard.To - dashboard.From) * plotWidth;
        double Y(double value) => plotHeight * (1 - axis.Share(value));

        yield return Svg.Group(
            Left,
            Top,
            axis.Ticks.Select(tick => new[] { Svg.Line(0, Y(tick), plotWidth, Y(tick), tick == 0 ? "axis" : "grid"), Svg.Text(-8, Y(tick) + 4, "tick end", axis.Scale.Write(tick)) }),
            Times().Select(time => new[] { Svg.Line(X(time), 0, X(time), plotHeight, "grid"), Svg.Text(X(time), plotHeight + 16, "tick middle", Clock(time)) }),
            _drawn.Select((series, i) => Svg.Element("path", new XAttribute("class", "line"), new XAttribute("stroke", Theme.Line(i)), new XAttribute("d", Path(series, X, Y)))).Reverse());
        yield return legend.At(Left, height - Bottom - (legend.Rows * Legend.RowHeight));
    }

    // A line that ends where values are missing, and goes on after them.
    private string Path(Series series, Func<double, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        var last = double.NegativeInfinity;
        foreach (var (time, value) in series.Points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(time - last > dashboard.Step * 1.5 ? 'M' : 'L')}{Svg.Number(x(time))},{Svg.Number(y(value))}");
            last = time;
        }

        return path.ToString();
    }

    private IEnumerable<double> Times()
    {
        var step = RoundSeconds.First(seconds => (dashboard.To - dashboard.From) / seconds <= MostTimes);
        for (var time = Math.Ceiling(dashboard.From / step) * step; time <= dashboard.To; time += step)
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
