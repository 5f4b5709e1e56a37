using System.Text;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>The help of the program and of its commands. Settings come from their catalogue.</summary>
public static class HelpText
{
    /// <summary>Gets the help of the program.</summary>
    public static string GetProgramHelp()
    {
        var commands = CommandCatalogue.All.Select(command => $"  {command.Name,-7}  {command.Summary}\n");
        return HelpUsage.About + HelpUsage.ProgramUsage + string.Concat(commands) + HelpUsage.ProgramFlags
            + HelpUsage.ExitCodes;
    }

    /// <summary>Gets the help of <c>inject</c>.</summary>
    public static string GetInjectHelp() => BuildCommandHelp(HelpUsage.InjectUsage, InjectOptions.All);

    /// <summary>Gets the help of <c>explain</c>.</summary>
    public static string GetExplainHelp() => BuildCommandHelp(HelpUsage.ExplainUsage, ExplainOptions.All);

    /// <summary>Gets the help of <c>check</c>.</summary>
    public static string GetCheckHelp() =>
        AppendOptions(HelpUsage.CheckUsage, CheckCommand.Options).Append(HelpUsage.ExitCodes).ToString();

    /// <summary>Gets the help of <c>serve</c>.</summary>
    public static string GetServeHelp() => BuildCommandHelp(HelpUsage.ServeUsage, [HelpOption.Instance]);

    private static string BuildCommandHelp(string usage, IReadOnlyList<CommandOption> options)
    {
        var help = AppendOptions(usage, options).Append(HelpUsage.SettingsIntroduction);
        foreach (var (heading, settings) in SettingsCatalogue.Groups)
        {
            help.Append('\n').Append(heading).Append(":\n");
            foreach (var setting in settings)
            {
                SettingsHelp.Append(help, setting);
            }
        }

        return help.Append(HelpUsage.ExitCodes).ToString();
    }

    private static StringBuilder AppendOptions(string usage, IReadOnlyList<CommandOption> options)
    {
        var help = new StringBuilder(HelpUsage.About).Append(usage).Append("\nFlags:\n");
        foreach (var option in options)
        {
            SettingsHelp.Append(help, option);
        }

        return help;
    }
}
