using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Testing.Reviews;

/// <summary>Converts flags of test cases to the input of <see cref="SettingsLoader"/>.</summary>
public static class SettingArguments
{
    /// <summary>
    /// Parses arguments of the form <c>--name=value</c> or <c>--name value</c>, and <c>--name</c> for a boolean
    /// setting.
    /// </summary>
    /// <exception cref="FormatException">An argument has another form or names an unknown setting.</exception>
    public static IReadOnlyList<(string Flag, Setting Setting, string Value)> Parse(IEnumerable<string> arguments)
    {
        List<(string Flag, Setting Setting, string Value)> result = [];
        using var remaining = arguments.GetEnumerator();
        while (remaining.MoveNext())
        {
            var argument = remaining.Current;
            var parts = argument.Split('=', 2);
            if (!argument.StartsWith('-')
                || !SettingsCatalogue.ByName.TryGetValue(parts[0].TrimStart('-'), out var setting))
            {
                throw new FormatException($"\"{argument}\": not a setting");
            }

            var value = parts.Length == 2 ? parts[1]
                : setting.IsBoolean ? "true"
                : remaining.MoveNext() ? remaining.Current
                : throw new FormatException($"{argument}: the value is missing");
            result.Add((parts[0], setting, value));
        }

        return result;
    }
}
