using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>Formats setting values so that equal values have equal text.</summary>
internal static class CanonicalText
{
    /// <summary>Formats a value.</summary>
    /// <returns>The text; empty if the value is null.</returns>
    public static string Normalize<T>(T value) => value switch
    {
        null => "",
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        IEnumerable<string> items => string.Join(',', items),
        _ => value.ToString()!,
    };
}
