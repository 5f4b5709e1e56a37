using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>The parsers of all settings and annotations.</summary>
public static partial class ValueParsers
{
    /// <summary>Parses a number of seconds from 0 to one day.</summary>
    public static readonly ValueParser<int> Seconds = new("seconds, 0 to 86400", ParseSeconds);

    /// <summary>Parses a number of seconds from 1 to one day. Kubernetes rejects a period of zero.</summary>
    public static readonly ValueParser<int> PositiveSeconds = new("seconds, 1 to 86400", ParsePositiveSeconds);

    /// <summary>
    /// Parses a number of seconds from 1 to 29: less than the longest webhook timeout of the API server, 30 seconds.
    /// </summary>
    /// <remarks>
    /// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts
    /// </remarks>
    public static readonly ValueParser<int> RequestTimeout = new("seconds, 1 to 29", ParseRequestTimeout);

    /// <summary>Parses a limit of concurrent requests or connections.</summary>
    public static readonly ValueParser<int> Count = new("1 to 100000", ParseCount);

    /// <summary>Parses a fraction from 0 to 1 and rounds it to two decimals.</summary>
    public static readonly ValueParser<decimal> Fraction = new("0 to 1, two decimals", ParseFraction);

    /// <summary>Parses a non-negative Kubernetes quantity. Empty text means none.</summary>
    public static readonly ValueParser<Quantity?> OptionalQuantity =
        new("quantity such as `250m` or `64Mi`; empty for none", ParseQuantity);

    private static ValidationError? ParseSeconds(string text, out int value) =>
        ParseWholeNumber(text, 0, 86400, "a whole number of seconds", out value);

    private static ValidationError? ParsePositiveSeconds(string text, out int value) =>
        ParseWholeNumber(text, 1, 86400, "a whole number of seconds", out value);

    private static ValidationError? ParseRequestTimeout(string text, out int value) =>
        ParseWholeNumber(text, 1, 29, "a whole number of seconds", out value);

    private static ValidationError? ParseCount(string text, out int value) =>
        ParseWholeNumber(text, 1, 100_000, "a number", out value);

    private static ValidationError? ParseWholeNumber(string text, int min, int max, string noun, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max
            ? null
            : new ValidationError(text, $"is not {noun} ({min} to {max})");

    private static ValidationError? ParseFraction(string text, out decimal value)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            || value > 1)
        {
            value = 0;
            return new ValidationError(text, "is not a number from 0 to 1");
        }

        value = decimal.Round(value, 2, MidpointRounding.AwayFromZero);
        return null;
    }

    private static ValidationError? ParseQuantity(string text, out Quantity? value)
    {
        value = null;
        if (text.Length == 0)
        {
            return null;
        }

        if (!Quantity.TryParse(text, out var quantity))
        {
            return new ValidationError(text, "is not a Kubernetes quantity such as 250m or 64Mi");
        }

        value = quantity;
        return null;
    }
}
