namespace AppMeshInject.DashboardPicture;

/// <summary>A vertical axis from 0 to at least the maximum, with ticks at round numbers.</summary>
internal sealed class ValueAxis
{
    private const int MaxSteps = 5;
    private const double RoundingTolerance = 1e-9;

    private static readonly double[] RoundNumbers = [1, 2, 2.5, 5, 10];

    private readonly double _top;

    /// <summary>Creates an axis.</summary>
    /// <param name="unit">Grafana's name of the unit.</param>
    /// <param name="max">The maximum of the values; 0 if all values are 0.</param>
    public ValueAxis(string unit, double max)
    {
        var range = max > 0 ? max : 1;
        Scale = Units.GetScale(unit, range);
        var minStep = range / Scale.Divisor / MaxSteps;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(minStep)));
        var scaledStep = RoundNumbers
            .Select(number => number * magnitude)
            .First(step => step >= minStep * (1 - RoundingTolerance));
        var step = scaledStep * Scale.Divisor;
        var count = (int)Math.Ceiling((range / step) - RoundingTolerance);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
        _top = count * step;
    }

    /// <summary>Gets the scale of the tick labels.</summary>
    public Scale Scale { get; }

    /// <summary>Gets the values of the ticks, from 0 upwards.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Returns the position of a value: 0 at the bottom of the axis, 1 at the top.</summary>
    public double GetFraction(double value) => value / _top;
}
