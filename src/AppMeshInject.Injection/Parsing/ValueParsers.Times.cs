using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>Parses the validity of a certificate: one minute to ten years.</summary>
    public static readonly ValueParser<TimeSpan> Validity =
        new("duration in `s`, `m`, `h` or `d`, `60s` to `3650d`", ParseValidity);

    private const long MinValiditySeconds = 60;
    private const long MaxValiditySeconds = 3650 * 86400;

    private static ValidationError? ParseValidity(string text, out TimeSpan value)
    {
        value = default;
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        var digits = text.AsSpan(0, unit == 0 ? 0 : text.Length - 1);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return new ValidationError(text, "is not a duration such as 60s, 12h or 30d");
        }

        var seconds = (long)count * unit;
        if (seconds is < MinValiditySeconds or > MaxValiditySeconds)
        {
            return new ValidationError(text, "is not between 60s and 3650d");
        }

        value = TimeSpan.FromSeconds(seconds);
        return null;
    }
}
