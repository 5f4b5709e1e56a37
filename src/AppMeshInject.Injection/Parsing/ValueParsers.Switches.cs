namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>Parses true or false, ignoring case.</summary>
    public static readonly ValueParser<bool> Boolean = new("`true` or `false`", ParseBoolean, IsBoolean: true);

    /// <summary>Parses enabled or disabled, ignoring case.</summary>
    public static readonly ValueParser<bool> Switch = new("`enabled` or `disabled`", ParseSwitch);

    /// <summary>
    /// Parses enabled, disabled, true or false. aws-app-mesh-inject and the App Mesh controller accept different pairs.
    /// </summary>
    public static readonly ValueParser<bool> SwitchOrBoolean =
        new("`enabled`, `disabled`, `true` or `false`", ParseSwitchOrBoolean);

    /// <summary>Parses the single accepted value disabled, ignoring case.</summary>
    public static readonly ValueParser<bool> DisabledOnly = new("`disabled`", ParseDisabledOnly);

    private static ValidationError? ParseBoolean(string text, out bool value)
    {
        value = EqualsIgnoreCase(text, "true");
        return value || EqualsIgnoreCase(text, "false") ? null : new ValidationError(text, "is not true or false");
    }

    private static ValidationError? ParseSwitch(string text, out bool value)
    {
        value = EqualsIgnoreCase(text, "enabled");
        return value || EqualsIgnoreCase(text, "disabled")
            ? null
            : new ValidationError(text, "is not enabled or disabled");
    }

    private static ValidationError? ParseSwitchOrBoolean(string text, out bool value) =>
        ParseSwitch(text, out value) is null || ParseBoolean(text, out value) is null
            ? null
            : new ValidationError(text, "is not enabled, disabled, true or false");

    private static ValidationError? ParseDisabledOnly(string text, out bool value)
    {
        value = false;
        return EqualsIgnoreCase(text, "disabled")
            ? null
            : new ValidationError(text, "is not disabled, the only accepted value");
    }

    private static bool EqualsIgnoreCase(string text, string other) =>
        text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
