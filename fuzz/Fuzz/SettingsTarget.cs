using System.Text;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>
/// The settings: each line of the input is an argument, or with a $ before it a variable NAME=value. Those without a
/// fault are put to use.
/// </summary>
internal static class SettingsTarget
{
    public static bool Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n').ToLookup(line => line.StartsWith('$'));
        var environment = new Dictionary<string, string>();
        foreach (var variable in lines[true])
        {
            environment[variable[1..].Split('=', 2)[0]] = variable.Split('=', 2) is [_, var value] ? value : "";
        }

        var line = CommandLine.Parse([.. lines[false]]);
        var loaded = SettingsLoader.Load(line.Settings, environment);
        foreach (var message in line.Faults.Concat(loaded.Faults).Concat(loaded.Notices))
        {
            WrongAnswerException.Unless(message.Length > 0 && !message.Any(char.IsControl), "a message is not one line");
        }

        WrongAnswerException.Unless(SettingsLoader.Load(line.Settings, environment).Settings.Hash == loaded.Settings.Hash, "the same settings have another hash");

        return line.Faults.Count + loaded.Faults.Count == 0 && ReviewTargets.Settings(loaded.Settings);
    }
}
