using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>Every form that a setting or an annotation takes.</summary>
public static partial class ValueParsers
{
    /// <summary>true or false, in any letter case.</summary>
    public static readonly ValueParser<bool> Boolean = new("`true` or `false`", ParseBoolean, IsBoolean: true);

    /// <summary>enabled or disabled, in any letter case.</summary>
    public static readonly ValueParser<bool> Switch = new("`enabled` or `disabled`", ParseSwitch);

    /// <summary>Either of the above: what the two predecessors accept.</summary>
    public static readonly ValueParser<bool> SwitchOrBoolean = new("`enabled`, `disabled`, `true` or `false`", ParseSwitchOrBoolean);

    /// <summary>disabled: a switch that only switches off.</summary>
    public static readonly ValueParser<bool> DisabledOnly = new("`disabled`", ParseDisabledOnly);

    /// <summary>A time of zero or more whole seconds, at most a day.</summary>
    public static readonly ValueParser<int> Seconds = new("seconds, 0 to 86400", ParseSeconds);

    /// <summary>A time of at least one second, at most a day: Kubernetes refuses a period of zero.</summary>
    public static readonly ValueParser<int> PositiveSeconds = new("seconds, 1 to 86400", ParsePositiveSeconds);

    /// <summary>A time less than the longest that an API server waits for a webhook, which is 30 seconds.</summary>
    /// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts</remarks>
    public static readonly ValueParser<int> RequestTimeout = new("seconds, 1 to 29", ParseRequestTimeout);

    /// <summary>How many of something there may be at once.</summary>
    public static readonly ValueParser<int> Count = new("1 to 100000", ParseCount);

    /// <summary>A share between 0 and 1, read to two decimals.</summary>
    public static readonly ValueParser<decimal> Fraction = new("0 to 1, two decimals", ParseFraction);

    /// <summary>A Kubernetes quantity that is not negative; an empty text means none.</summary>
    public static readonly ValueParser<Quantity?> OptionalQuantity = new("quantity such as `250m` or `64Mi`; empty for none", ParseQuantity);

    private static ValidationError? ParseBoolean(string text, out bool value)
    {
        value = EqualsIgnoreCase(text, "true");
        return value || EqualsIgnoreCase(text, "false") ? null : new ValidationError(text, "is not true or false");
    }

    private static ValidationError? ParseSwitch(string text, out bool value)
    {
        value = EqualsIgnoreCase(text, "enabled");
        return value || EqualsIgnoreCase(text, "disabled") ? null : new ValidationError(text, "is not enabled or disabled");
    }

    private static ValidationError? ParseSwitchOrBoolean(string text, out bool value) =>
        ParseSwitch(text, out value) is null || ParseBoolean(text, out value) is null
            ? null
            : new ValidationError(text, "is not enabled, disabled, true or false");

    private static ValidationError? ParseDisabledOnly(string text, out bool value)
    {
        value = false;
        return EqualsIgnoreCase(text, "disabled") ? null : new ValidationError(text, "is not the word disabled, which is all it takes");
    }

    private static bool EqualsIgnoreCase(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static ValidationError? ParseSeconds(string text, out int value) => ParseWholeNumber(text, 0, 86400, "a whole number of seconds", out value);

    private static ValidationError? ParseCount(string text, out int value) => ParseWholeNumber(text, 1, 100_000, "a number", out value);

    private static ValidationError? ParsePositiveSeconds(string text, out int value) => ParseWholeNumber(text, 1, 86400, "a whole number of seconds", out value);

    private static ValidationError? ParseRequestTimeout(string text, out int value) => ParseWholeNumber(text, 1, 29, "a whole number of seconds", out value);

    private static ValidationError? ParseWholeNumber(string text, int least, int most, string what, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
            ? null
            : new ValidationError(text, $"is not {what} ({least} to {most})");

    private static ValidationError? ParseFraction(string text, out decimal value)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) || value > 1)
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
