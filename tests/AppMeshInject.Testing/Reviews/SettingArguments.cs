using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Testing.Reviews;

/// <summary>Converts <c>--name=value</c> strings to the input of <see cref="SettingsLoader"/>.</summary>
public static class SettingArguments
{
    /// <summary>Parses arguments of the form <c>--name=value</c>, or <c>--name</c> for a boolean setting.</summary>
    /// <exception cref="FormatException">An argument has another form or names an unknown setting.</exception>
    public static IReadOnlyList<(string Flag, Setting Setting, string Value)> Parse(IEnumerable<string> arguments) =>
        [.. arguments.Select(Parse)];

    private static (string Flag, Setting Setting, string Value) Parse(string argument)
    {
        var parts = argument.Split('=', 2);
        if (argument.StartsWith('-')
            && SettingsCatalogue.ByName.TryGetValue(parts[0].TrimStart('-'), out var setting)
            && (parts.Length == 2 || setting.IsFlag))
        {
            return (parts[0], setting, parts.Length == 2 ? parts[1] : "true");
        }

        throw new FormatException($"\"{argument}\" is not a setting of the form --name=value");
    }
}
