using System.Text;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>The settings: each line of the input is an argument, or with a $ before it a variable NAME=value.</summary>
internal static class SettingsTarget
{
    public static void Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n').ToLookup(line => line.StartsWith('$'));
        var environment = new Dictionary<string, string>();
        foreach (var variable in lines[true])
        {
            environment[variable[1..].Split('=', 2)[0]] = variable.Split('=', 2) is [_, var value] ? value : "";
        }

        var loaded = SettingsLoader.Load(CommandLine.Parse([.. lines[false]]).Settings, environment);
        if (loaded.Faults.Any(fault => fault.Contains('\n')))
        {
            throw new WrongAnswerException("a fault has more than one line");
        }
    }
}
