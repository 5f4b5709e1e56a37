using System.Globalization;

namespace AppMeshInject.DashboardPicture;

/// <summary>A scale of a unit, such as milliseconds of seconds.</summary>
/// <param name="Divisor">The divisor of values.</param>
/// <param name="Suffix">The suffix of formatted values.</param>
internal sealed record Scale(double Divisor, string Suffix)
{
    /// <summary>Formats a value with about three significant digits.</summary>
    public string Format(double value)
    {
        var scaled = value / Divisor;
        var format = Math.Abs(scaled) switch { 0 or >= 100 => "0", >= 1 => "0.##", _ => "0.####" };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + Suffix;
    }
}

/// <summary>The units of the dashboard, by their names in Grafana.</summary>
internal static class Units
{
    private static readonly Dictionary<string, Scale[]> Scales = new()
    {
        ["none"] = [new(1, "")],
        ["reqps"] = [new(1, " req/s")],
        ["ops"] = [new(1, " ops/s")],
        ["bytes"] = [new(1, " B"), new(1024, " KiB"), new(1024 * 1024, " MiB"), new(1024 * 1024 * 1024, " GiB")],
        ["s"] =
        [
            new(1e-6, " µs"), new(1e-3, " ms"), new(1, " s"), new(60, " min"), new(3600, " h"), new(86400, " d"),
        ],
    };

    /// <summary>Returns the largest scale in which the value is at least 1.</summary>
    /// <param name="unit">Grafana's name of the unit.</param>
    /// <param name="value">The value; for an axis, its maximum.</param>
    public static Scale GetScale(string unit, double value) =>
        Scales[unit].LastOrDefault(scale => Math.Abs(value) >= scale.Divisor) ?? Scales[unit][0];
}
