using System.Text;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Fuzz;

/// <summary>
/// Parses settings. Each line of the input is an argument, or an environment variable if it has the form $NAME=VALUE.
/// Reviews a pod with the settings if they are valid.
/// </summary>
internal static class SettingsTarget
{
    public static bool Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n').ToLookup(line => line.StartsWith('$'));
        var environment = new Dictionary<string, string>();
        foreach (var variable in lines[true])
        {
            var pair = variable[1..].Split('=', 2);
            environment[pair[0]] = pair is [_, var value] ? value : "";
        }

        var commandLine = CommandLine.Parse([.. lines[false]]);
        var loaded = SettingsLoader.Load(commandLine.Settings, environment);
        foreach (var message in commandLine.Errors.Concat(loaded.Errors).Concat(loaded.Notices))
        {
            Check.IsSingleLine(message);
        }

        Check.That(
            SettingsLoader.Load(commandLine.Settings, environment).Settings.Hash == loaded.Settings.Hash,
            "the same settings have a different hash");
        return commandLine.Errors.Count + loaded.Errors.Count == 0 && ReviewTargets.RunSettings(loaded.Settings);
    }
}
