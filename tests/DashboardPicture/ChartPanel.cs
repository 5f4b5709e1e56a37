using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AppMeshInject.DashboardPicture;

/// <summary>Draws a time series panel.</summary>
internal sealed class ChartPanel : IPanelDrawing
{
    private const double Left = 72;
    private const double Right = 22;
    private const double Top = 42;
    private const double PlotHeight = 168;
    private const double TimeAxisHeight = 22;
    private const double Bottom = 12;
    private const int MaxTimeTicks = 8;

    private static readonly int[] RoundSeconds = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    private readonly Dashboard _dashboard;
    private readonly Panel _panel;
    private readonly double _width;
    private readonly List<Series> _drawn;
    private readonly Legend _legend;

    public ChartPanel(Dashboard dashboard, Panel panel, double width)
    {
        (_dashboard, _panel, _width) = (dashboard, panel, width - Left - Right);

        // Series that are always 0 appear only in the legend, unless all series are.
        var areAllZero = panel.Series.All(series => series.IsAlwaysZero);
        _drawn =
        [
            .. panel.Series.Where(series => areAllZero || !series.IsAlwaysZero).OrderByDescending(series => series.Max),
        ];
        _legend = new Legend(_width, _drawn, [.. panel.Series.Except(_drawn)]);
    }

    public double Height => Top + PlotHeight + TimeAxisHeight + _legend.Height + Bottom;

    public IEnumerable<XElement> Draw(double height)
    {
        var axis = new ValueAxis(_panel.Unit, _drawn.Max(series => series.Max));
        yield return Svg.Group(
            Left,
            Top,
            axis.Ticks.Select(tick => DrawValueTick(tick, axis)),
            GetTimeTicks().Select(DrawTimeTick),
            _drawn.Select((series, i) => DrawLine(series, Theme.GetLineColor(i), axis)).Reverse());
        yield return _legend.DrawAt(Left, Top + PlotHeight + TimeAxisHeight);
    }

    private XElement[] DrawValueTick(double tick, ValueAxis axis) =>
    [
        Svg.Line(0, GetY(tick, axis), _width, GetY(tick, axis), tick == 0 ? "axis" : "grid"),
        Svg.Text(-8, GetY(tick, axis) + 4, "tick end", axis.Scale.Format(tick)),
    ];

    private XElement[] DrawTimeTick(double time) =>
    [
        Svg.Line(GetX(time), 0, GetX(time), PlotHeight, "grid"),
        Svg.Text(GetX(time), PlotHeight + 16, "tick middle", FormatTime(time)),
    ];

    // Has a gap where values are missing.
    private XElement DrawLine(Series series, string color, ValueAxis axis)
    {
        var path = new StringBuilder();
        var last = double.NegativeInfinity;
        foreach (var (time, value) in series.Points)
        {
            var command = time - last > _dashboard.Step * 1.5 ? 'M' : 'L';
            path.Append(command).Append(Svg.Number(GetX(time))).Append(',').Append(Svg.Number(GetY(value, axis)));
            last = time;
        }

        return Svg.Path(path.ToString(), color);
    }

    private double GetX(double time) => (time - _dashboard.From) / (_dashboard.To - _dashboard.From) * _width;

    private static double GetY(double value, ValueAxis axis) => PlotHeight * (1 - axis.GetFraction(value));

    private IEnumerable<double> GetTimeTicks()
    {
        var step = RoundSeconds.First(seconds => (_dashboard.To - _dashboard.From) / seconds <= MaxTimeTicks);
        for (var time = Math.Ceiling(_dashboard.From / step) * step; time <= _dashboard.To; time += step)
        {
            yield return time;
        }
    }

    private static string FormatTime(double time)
    {
        var utc = DateTimeOffset.FromUnixTimeSeconds((long)time);
        return utc.ToString(utc.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
