using System.Security.Cryptography;
using System.Text;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The result of loading the settings.</summary>
/// <param name="Settings">The settings; usable only if there are no errors.</param>
/// <param name="Errors">The error messages, one line each.</param>
/// <param name="Notices">Messages to log about valid settings, one line each.</param>
public sealed record LoadedSettings(
    InjectorSettings Settings, IReadOnlyList<string> Errors, IReadOnlyList<string> Notices);

/// <summary>
/// Loads the settings from the command line, the environment and the defaults, in this order of precedence. Reports all
/// errors, not only the first one.
/// </summary>
public static class SettingsLoader
{
    /// <summary>Loads the default settings.</summary>
    public static InjectorSettings LoadDefaults() => Load([], new Dictionary<string, string>()).Settings;

    /// <summary>Loads the settings.</summary>
    /// <param name="flags">The flags of the command line, in order. The last flag of a setting is used.</param>
    /// <param name="environment">The environment variables.</param>
    public static LoadedSettings Load(
        IReadOnlyList<(string Flag, Setting Setting, string Value)> flags,
        IReadOnlyDictionary<string, string> environment)
    {
        var settings = new InjectorSettings();
        var errors = new List<string>();
        var texts = new List<(Setting Setting, string Text)>();
        foreach (var setting in SettingsCatalogue.All)
        {
            var (source, text) = FindValue(setting, flags, environment) ?? (setting.Name, setting.Default ?? "");
            if (setting.Apply(settings, text) is { } error)
            {
                errors.Add(error.Format(source, text));
            }

            texts.Add((setting, text));
        }

        SettingsRules.ResolveEnvoyImage(settings);
        errors.AddRange(SettingsRules.Validate(settings));
        settings.Hash = ComputeHash(settings, texts);
        return new LoadedSettings(
            settings, errors, [.. SettingsRules.GetNotices(settings), .. FindUnknownVariables(environment)]);
    }

    private static string ComputeHash(InjectorSettings settings, IEnumerable<(Setting Setting, string Text)> texts)
    {
        var effective = new StringBuilder();
        foreach (var (setting, text) in texts.Where(pair => pair.Setting.AffectsPods))
        {
            var value = setting.GetEffectiveValue?.Invoke(settings) ?? setting.Canonicalize(text);
            effective.Append(setting.Name).Append('=').Append(value).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effective.ToString())).AsSpan(0, 6));
    }

    private static (string Source, string Text)? FindValue(
        Setting setting,
        IReadOnlyList<(string Flag, Setting Setting, string Value)> flags,
        IReadOnlyDictionary<string, string> environment)
    {
        for (var i = flags.Count - 1; i >= 0; i--)
        {
            if (flags[i].Setting == setting)
            {
                return (flags[i].Flag, flags[i].Value);
            }
        }

        foreach (var name in setting.Names)
        {
            var variable = Setting.GetEnvironmentVariable(name);
            if (environment.TryGetValue(variable, out var text) && (text.Length > 0 || setting.Default is not null))
            {
                return (variable, text);
            }
        }

        // Other programs use these variables too, so an empty variable does not override the default.
        foreach (var variable in setting.OtherEnvironmentVariables)
        {
            if (environment.TryGetValue(variable, out var text) && text.Length > 0)
            {
                return (variable, text);
            }
        }

        return null;
    }

    private static IEnumerable<string> FindUnknownVariables(IReadOnlyDictionary<string, string> environment)
    {
        var known = SettingsCatalogue.ByName.Keys
            .Select(Setting.GetEnvironmentVariable).Order(StringComparer.Ordinal).ToList();
        foreach (var name in environment.Keys.Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Setting.EnvironmentPrefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                yield return $"{TextSanitizer.Sanitize(name)}: unknown setting, ignored"
                    + (Suggestion.For(name, known) is { } suggestion ? $"; did you mean {suggestion}?" : "");
            }
        }
    }
}
