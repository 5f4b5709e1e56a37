using System.Globalization;

namespace AppMeshInject.Injection.Parsing;

/// <summary>Every form that a setting or an annotation takes.</summary>
public static partial class ValueParsers
{
    /// <summary>true or false, in any letter case.</summary>
    public static readonly ValueParser<bool> Boolean = new("`true` or `false`", ReadBoolean, IsFlag: true);

    /// <summary>enabled or disabled, in any letter case.</summary>
    public static readonly ValueParser<bool> Switch = new("`enabled` or `disabled`", ReadSwitch);

    /// <summary>Either of the above: what the two predecessors accept.</summary>
    public static readonly ValueParser<bool> SwitchOrBoolean = new("`enabled`, `disabled`, `true` or `false`", ReadSwitchOrBoolean);

    /// <summary>disabled: a switch that only switches off.</summary>
    public static readonly ValueParser<bool> OffSwitch = new("`disabled`", ReadOffSwitch);

    /// <summary>A time of zero or more whole seconds, at most a day.</summary>
    public static readonly ValueParser<int> Seconds = new("seconds, 0 to 86400", ReadSeconds);

    /// <summary>A time of at least one second, at most a day: Kubernetes refuses a period of zero.</summary>
    public static readonly ValueParser<int> Period = new("seconds, 1 to 86400", ReadPeriod);

    /// <summary>A time less than the longest that an API server waits for a webhook, which is 30 seconds.</summary>
    /// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts</remarks>
    public static readonly ValueParser<int> RequestTime = new("seconds, 1 to 29", ReadRequestTime);

    /// <summary>How many of something there may be at once.</summary>
    public static readonly ValueParser<int> Count = new("1 to 100000", ReadCount);

    /// <summary>A share between 0 and 1, read to two decimals.</summary>
    public static readonly ValueParser<decimal> Share = new("0 to 1, two decimals", ReadShare);

    /// <summary>A Kubernetes quantity that is not negative; an empty text means none.</summary>
    public static readonly ValueParser<Quantity?> OptionalQuantity = new("quantity such as `250m` or `64Mi`; empty for none", ReadQuantity);

    private static ValidationError? ReadBoolean(string text, out bool value)
    {
        value = Is(text, "true");
        return value || Is(text, "false") ? null : new ValidationError(text, "is not true or false");
    }

    private static ValidationError? ReadSwitch(string text, out bool value)
    {
        value = Is(text, "enabled");
        return value || Is(text, "disabled") ? null : new ValidationError(text, "is not enabled or disabled");
    }

    private static ValidationError? ReadSwitchOrBoolean(string text, out bool value) =>
        ReadSwitch(text, out value) is null || ReadBoolean(text, out value) is null
            ? null
            : new ValidationError(text, "is not enabled, disabled, true or false");

    private static ValidationError? ReadOffSwitch(string text, out bool value)
    {
        value = false;
        return Is(text, "disabled") ? null : new ValidationError(text, "is not the word disabled, which is all it takes");
    }

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static ValidationError? ReadSeconds(string text, out int value) => ReadWholeNumber(text, 0, 86400, "a whole number of seconds", out value);

    private static ValidationError? ReadCount(string text, out int value) => ReadWholeNumber(text, 1, 100_000, "a number", out value);

    private static ValidationError? ReadPeriod(string text, out int value) => ReadWholeNumber(text, 1, 86400, "a whole number of seconds", out value);

    private static ValidationError? ReadRequestTime(string text, out int value) => ReadWholeNumber(text, 1, 29, "a whole number of seconds", out value);

    private static ValidationError? ReadWholeNumber(string text, int least, int most, string what, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
            ? null
            : new ValidationError(text, $"is not {what} ({least} to {most})");

    private static ValidationError? ReadShare(string text, out decimal value)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) || value > 1)
        {
            value = 0;
            return new ValidationError(text, "is not a number from 0 to 1");
        }

        value = decimal.Round(value, 2, MidpointRounding.AwayFromZero);
        return null;
    }

    private static ValidationError? ReadQuantity(string text, out Quantity? value)
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
