using System.Globalization;

namespace AppMeshInject.DashboardPicture;

/// <summary>How numbers of a unit are written: divided by something, and with a word behind them.</summary>
internal sealed record Scale(double Divisor, string Suffix)
{
    public string Write(double value)
    {
        var number = value / Divisor;
        var digits = Math.Abs(number) switch { 0 or >= 100 => "0", >= 1 => "0.##", _ => "0.####" };
        return number.ToString(digits, CultureInfo.InvariantCulture) + Suffix;
    }
}

/// <summary>The units of the dashboard, by Grafana's names.</summary>
internal static class Units
{
    private static readonly Dictionary<string, Scale[]> Scales = new()
    {
        ["none"] = [new(1, "")],
        ["reqps"] = [new(1, " req/s")],
        ["ops"] = [new(1, " ops/s")],
        ["bytes"] = [new(1, " B"), new(1024, " KiB"), new(1024 * 1024, " MiB"), new(1024 * 1024 * 1024, " GiB")],
        ["s"] = [new(1e-6, " µs"), new(1e-3, " ms"), new(1, " s"), new(60, " min"), new(3600, " h"), new(86400, " d")],
    };

    /// <summary>The scale in which a number, the largest of its axis, is best read.</summary>
    public static Scale ScaleFor(string unit, double value) =>
        Scales[unit].LastOrDefault(scale => Math.Abs(value) >= scale.Divisor) ?? Scales[unit][0];
}
