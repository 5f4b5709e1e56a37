using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>Values as text such that equal ones have equal text, however they were written.</summary>
internal static class CanonicalText
{
    public static string Normalize<T>(T value) => value switch
    {
        null => "",
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        IEnumerable<string> items => string.Join(',', items),
        _ => value.ToString()!,
    };
}
