using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>Formats the values of the report.</summary>
internal static class ReportFormat
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Formats a value; "-" if it was not measured.</summary>
    public static string FormatNumber(double? value) =>
        value?.ToString(value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Formats a ratio to the floor; "-" if it was not measured.</summary>
    public static string FormatRatio(double? ratio) =>
        ratio is { } value && double.IsFinite(value)
            ? string.Create(CultureInfo.InvariantCulture, $"×{value:F2}")
            : "-";

    /// <summary>Returns the size of a file in MB (10^6 bytes).</summary>
    public static double GetMegabytes(string file) => GetBytes(file) / BytesPerMegabyte;

    /// <summary>Returns the size of a file in bytes.</summary>
    public static long GetBytes(string file) => new FileInfo(file).Length;
}
