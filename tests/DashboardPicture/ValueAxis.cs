namespace AppMeshInject.DashboardPicture;

/// <summary>An axis from 0 to a little more than the largest value, with ticks at round numbers of its scale.</summary>
internal sealed class ValueAxis
{
    private const int MostTicks = 5;

    private static readonly double[] RoundNumbers = [1, 2, 2.5, 5, 10];

    private readonly double _top;

    public ValueAxis(string unit, double most)
    {
        var reach = most > 0 ? most : 1;
        Scale = Units.ScaleFor(unit, reach);
        var least = reach / Scale.Divisor / MostTicks;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = RoundNumbers.Select(number => number * magnitude).First(step => step >= least * (1 - 1e-9)) * Scale.Divisor;
        var count = (int)Math.Ceiling((reach / step) - 1e-9);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
        _top = count * step;
    }

    public Scale Scale { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>How far up a value is: 0 at the bottom, 1 at the top.</summary>
    public double Share(double value) => value / _top;
}
