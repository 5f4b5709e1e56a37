using System.Security.Cryptography;
using System.Text;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Settings as they were read, or why they cannot be.</summary>
/// <param name="Settings">The settings; of use only where there is no fault.</param>
/// <param name="Errors">What is wrong, one line each.</param>
/// <param name="Notices">What the log should say of them, one line each.</param>
public sealed record LoadedSettings(InjectorSettings Settings, IReadOnlyList<string> Errors, IReadOnlyList<string> Notices);

/// <summary>
/// Reads the settings: the command line wins over the environment, which wins over the defaults. Every fault is found at once.
/// </summary>
public static class SettingsLoader
{
    /// <summary>The settings that no flag and no variable changes.</summary>
    public static InjectorSettings LoadDefaults() => Load([], new Dictionary<string, string>()).Settings;

    /// <summary>Reads the settings.</summary>
    /// <param name="flags">The flags given, in order.</param>
    /// <param name="environment">The environment.</param>
    public static LoadedSettings Load(
        IReadOnlyList<(string Flag, Setting Setting, string Value)> flags, IReadOnlyDictionary<string, string> environment)
    {
        var settings = new InjectorSettings();
        var faults = new List<string>();
        var texts = new List<(Setting Setting, string Text)>();
        foreach (var setting in SettingsCatalogue.All)
        {
            var (source, text) = FindValue(setting, flags, environment) ?? (setting.Name, setting.Default ?? "");
            if (setting.Apply(settings, text) is { } fault)
            {
                faults.Add(fault.Format(source, text));
            }

            texts.Add((setting, text));
        }

        SettingsRules.ResolveEnvoyImage(settings);
        faults.AddRange(SettingsRules.Validate(settings));
        settings.Hash = ComputeHash(settings, texts);
        return new LoadedSettings(settings, faults, [.. SettingsRules.GetNotices(settings), .. FindUnknownVariables(environment)]);
    }

    private static string ComputeHash(InjectorSettings settings, IEnumerable<(Setting Setting, string Text)> texts)
    {
        var effective = new StringBuilder();
        foreach (var (setting, text) in texts.Where(given => given.Setting.AffectsPods))
        {
            effective.Append(setting.Name).Append('=').Append(setting.GetEffectiveValue?.Invoke(settings) ?? setting.Canonicalize(text)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effective.ToString())).AsSpan(0, 6));
    }

    private static (string Source, string Text)? FindValue(
        Setting setting, IReadOnlyList<(string Flag, Setting Setting, string Value)> flags, IReadOnlyDictionary<string, string> environment)
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
            if (environment.TryGetValue(Setting.GetEnvironmentVariable(name), out var text) && (text.Length > 0 || setting.Default is not null))
            {
                return (Setting.GetEnvironmentVariable(name), text);
            }
        }

        // These names are not ours alone, so an empty one says nothing.
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
        var known = SettingsCatalogue.ByName.Keys.Select(Setting.GetEnvironmentVariable).Order(StringComparer.Ordinal).ToList();
        foreach (var name in environment.Keys.Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Setting.EnvironmentPrefix, StringComparison.Ordinal) && !known.Contains(name))
            {
                yield return $"{TextSanitizer.Sanitize(name)} is no setting and is ignored"
                    + (Suggestion.For(name, known) is { } near ? $"; did you mean {near}?" : "");
            }
        }
    }
}
