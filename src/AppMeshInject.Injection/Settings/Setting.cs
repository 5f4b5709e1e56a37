using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>
/// One setting. Parsing, validation, --help and the reference page are generated from the catalogue of settings.
/// </summary>
public sealed record Setting
{
    /// <summary>The prefix of the environment variables of settings.</summary>
    public const string EnvironmentPrefix = "APPMESH_INJECT_";

    private readonly Func<InjectorSettings, string, ValidationError?> _apply;

    private readonly Func<string, string> _canonicalize;

    private Setting(
        string name,
        string acceptedValues,
        bool isBoolean,
        string? @default,
        string description,
        Func<InjectorSettings, string, ValidationError?> apply,
        Func<string, string> canonicalize)
    {
        Name = name;
        AcceptedValues = acceptedValues;
        IsBoolean = isBoolean;
        Default = @default;
        Description = description;
        (_apply, _canonicalize) = (apply, canonicalize);
    }

    /// <summary>The name of the setting: its flag without the leading dashes.</summary>
    public string Name { get; }

    /// <summary>A description of the accepted values, such as "port, 1 to 65535".</summary>
    public string AcceptedValues { get; }

    /// <summary>True if the flag without a value means true.</summary>
    public bool IsBoolean { get; }

    /// <summary>The default value; null if the setting has none.</summary>
    public string? Default { get; }

    /// <summary>The description in --help and on the reference page.</summary>
    public string Description { get; }

    /// <summary>Alternative names of the flag, which earlier injectors used.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Environment variables that are read after <see cref="EnvironmentVariable"/>, in order of precedence.
    /// </summary>
    public IReadOnlyList<string> OtherEnvironmentVariables { get; init; } = [];

    /// <summary>The pod annotation that overrides the setting, without its prefix; null if there is none.</summary>
    public string? Annotation { get; init; }

    /// <summary>True if the setting affects injected pods and is therefore part of the hash of the settings.</summary>
    public bool AffectsPods { get; init; } = true;

    /// <summary>
    /// Gets the effective value if several settings determine it; null if the effective value is the value of this
    /// setting.
    /// </summary>
    internal Func<InjectorSettings, string>? GetEffectiveValue { get; init; }

    /// <summary>The environment variable of the setting.</summary>
    public string EnvironmentVariable => GetEnvironmentVariable(Name);

    /// <summary>The name of the setting, followed by its aliases.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);

    /// <summary>
    /// Gets the environment variable of a flag: the prefix and the name in upper case, with underscores for dashes.
    /// </summary>
    /// <param name="name">The flag without the leading dashes.</param>
    public static string GetEnvironmentVariable(string name) =>
        EnvironmentPrefix + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Creates a setting.</summary>
    /// <param name="name">The flag without the leading dashes.</param>
    /// <param name="parser">The parser of its values.</param>
    /// <param name="default">The default value; null for none.</param>
    /// <param name="description">The description in --help and on the reference page.</param>
    /// <param name="assign">Assigns the parsed value to the settings.</param>
    internal static Setting Create<T>(
        string name,
        ValueParser<T> parser,
        string? @default,
        string description,
        Action<InjectorSettings, T> assign)
    {
        return new Setting(name, parser.AcceptedValues, parser.IsBoolean, @default, description, Apply, Canonicalize);

        ValidationError? Apply(InjectorSettings settings, string text)
        {
            var error = parser.Parse(text, out var value);
            if (error is null)
            {
                assign(settings, value);
            }

            return error;
        }

        string Canonicalize(string text) =>
            parser.Parse(text, out var value) is null ? CanonicalText.Normalize(value) : text;
    }

    /// <summary>Converts a value to its canonical text, such as <c>true</c> for <c>TRUE</c>.</summary>
    /// <param name="text">The value. An invalid value is returned unchanged.</param>
    internal string Canonicalize(string text) => _canonicalize(text);

    /// <summary>Parses a value and assigns it to the settings.</summary>
    /// <param name="settings">The settings to update.</param>
    /// <param name="text">The value. If the setting has no default, an empty text leaves it unset.</param>
    /// <returns>The error; null if the value is valid.</returns>
    internal ValidationError? Apply(InjectorSettings settings, string text) =>
        text.Length == 0 && Default is null ? null : _apply(settings, text);
}
