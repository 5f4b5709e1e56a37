using System.Text;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>Formats options and settings for the help, wrapped at 100 columns.</summary>
internal static class SettingsHelp
{
    private const int Width = 100;
    private const string FlagIndent = "  ";
    private const string TextIndent = "      ";

    /// <summary>Appends an option of a command.</summary>
    public static void Append(StringBuilder help, CommandOption option)
    {
        var letter = option.Letter is null ? "" : $"-{option.Letter}, ";
        AppendWrapped(help, FlagIndent, $"{letter}--{option.Name}{(option.Value is null ? "" : $"={option.Value}")}");
        AppendWrapped(help, TextIndent, option.Description);
    }

    /// <summary>Appends a setting with its default, environment variables and annotation.</summary>
    public static void Append(StringBuilder help, Setting setting)
    {
        AppendWrapped(help, FlagIndent, string.Join(", ", setting.Names.Select(name => "--" + name)));
        AppendWrapped(help, TextIndent, setting.Description);
        AppendWrapped(help, TextIndent, $"{setting.AcceptedValues}; default: {setting.Default ?? "none"}");
        var variables = setting.OtherEnvironmentVariables.Prepend(setting.EnvironmentVariable);
        AppendWrapped(help, TextIndent, string.Join(", ", variables));
        if (setting.Annotation is { } annotation)
        {
            AppendWrapped(help, TextIndent, $"annotation: {PodView.AnnotationPrefix}{annotation}");
        }
    }

    private static void AppendWrapped(StringBuilder help, string indent, string text)
    {
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                help.Append('\n');
                column = 0;
            }

            var gap = column == 0 ? indent : " ";
            help.Append(gap).Append(word);
            column += gap.Length + word.Length;
        }

        help.Append('\n');
    }
}
