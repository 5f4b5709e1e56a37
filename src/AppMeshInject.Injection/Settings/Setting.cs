using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>One setting: the row of the catalogue that parser, validation, --help and the reference table come from.</summary>
public sealed record Setting
{
    /// <summary>The prefix of the environment variables that are settings.</summary>
    public const string EnvironmentPrefix = "APPMESH_INJECT_";

    private readonly Func<InjectorSettings, string, ValidationError?> _apply;

    private readonly Func<string, string> _canonical;

    private Setting(
        string name, string accepts, bool isFlag, string? @default, string description, Func<InjectorSettings, string, ValidationError?> apply, Func<string, string> canonical)
    {
        (Name, AcceptedValues, IsBoolean, Default, Description) = (name, accepts, isFlag, @default, description);
        (_apply, _canonical) = (apply, canonical);
    }

    /// <summary>Its name, which is its flag without the dashes.</summary>
    public string Name { get; }

    /// <summary>The form of its value, in words.</summary>
    public string AcceptedValues { get; }

    /// <summary>Whether the bare flag means true.</summary>
    public bool IsBoolean { get; }

    /// <summary>The value it has when none is given; null where there is none.</summary>
    public string? Default { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>Other names that the predecessors gave it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Environment variables that are read for it besides its own, first one first.</summary>
    public IReadOnlyList<string> OtherEnvironmentVariables { get; init; } = [];

    /// <summary>The pod annotation that overrides it, without its prefix; null where none does.</summary>
    public string? Annotation { get; init; }

    /// <summary>Whether it shapes pods, so that it is part of the hash that a pod carries.</summary>
    public bool AffectsPods { get; init; } = true;

    /// <summary>What is in effect, where this setting is only part of it; null where its own value is.</summary>
    internal Func<InjectorSettings, string>? GetEffectiveValue { get; init; }

    /// <summary>Its own environment variable.</summary>
    public string EnvironmentVariable => GetEnvironmentVariable(Name);

    /// <summary>Every name it goes by as a flag.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);

    /// <summary>The environment variable of a flag: in capitals, with _ for - and the prefix.</summary>
    public static string GetEnvironmentVariable(string name) => EnvironmentPrefix + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Makes a setting of the form given.</summary>
    internal static Setting Create<T>(string name, ValueParser<T> form, string? @default, string description, Action<InjectorSettings, T> assign)
    {
        return new Setting(name, form.AcceptedValues, form.IsBoolean, @default, description, Apply, Canonical);

        ValidationError? Apply(InjectorSettings settings, string text)
        {
            var fault = form.Parse(text, out var value);
            if (fault is null)
            {
                assign(settings, value);
            }

            return fault;
        }

        string Canonical(string text) => form.Parse(text, out var value) is null ? CanonicalText.Normalize(value) : text;
    }

    /// <summary>The one text for all that mean what this one does: <c>true</c> for <c>TRUE</c>.</summary>
    internal string Canonicalize(string text) => _canonical(text);

    /// <summary>Reads a value and puts it into the settings. An empty text is no value where there is no default.</summary>
    internal ValidationError? Apply(InjectorSettings settings, string text) => text.Length == 0 && Default is null ? null : _apply(settings, text);
}
