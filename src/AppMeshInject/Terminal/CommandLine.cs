using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Terminal;

/// <summary>
/// The parsed arguments of a command: settings, options and operands. A flag is written <c>--name=value</c>,
/// <c>--name value</c> or, as in manifests of aws-app-mesh-inject, <c>-name=value</c>. A boolean flag without a value
/// means true; it takes a value only after <c>=</c>. All arguments after <c>--</c> are operands.
/// </summary>
internal sealed class CommandLine
{
    private readonly List<(string Flag, Setting Setting, string Value)> _settings = [];
    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _operands = [];
    private readonly List<string> _errors = [];

    private CommandLine()
    {
    }

    /// <summary>The settings, in the order given. If a setting is given twice, the last value applies.</summary>
    public IReadOnlyList<(string Flag, Setting Setting, string Value)> Settings => _settings;

    /// <summary>The options by long name. An option that does not take a value has the empty string.</summary>
    public IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>The arguments that are not flags.</summary>
    public IReadOnlyList<string> Operands => _operands;

    /// <summary>The error messages, one line each; empty if the command line is valid.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Parses the arguments of a command. Errors are collected in <see cref="Errors"/>.</summary>
    /// <param name="arguments">The arguments, without the name of the command.</param>
    /// <param name="options">The options of the command in addition to the settings.</param>
    public static CommandLine Parse(IReadOnlyList<string> arguments, params IReadOnlyList<CommandOption> options)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                line._operands.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (argument is "-" or [not '-', ..] or [])
            {
                line._operands.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=');
            var flag = equals < 0 ? argument : argument[..equals];
            var value = equals < 0 ? null : argument[(equals + 1)..];
            if (line.AddFlag(flag, value, i + 1 < arguments.Count ? arguments[i + 1] : null, options))
            {
                i++;
            }
        }

        return line;
    }

    // Returns true if the flag consumed the next argument as its value.
    private bool AddFlag(string flag, string? value, string? next, IReadOnlyList<CommandOption> options)
    {
        var name = flag.TrimStart('-');
        var option = options.FirstOrDefault(
            option => option.Name == name || (option.Letter == name && name.Length == 1));
        if (option is null && !SettingsCatalogue.ByName.ContainsKey(name))
        {
            _errors.Add(FormatUnknownFlag(flag, name, options));
            return false;
        }

        var takesNoValue = option is null ? SettingsCatalogue.ByName[name].IsBoolean : option.Value is null;
        var takesNext = value is null && !takesNoValue;
        if (option is { Value: null } && value is not null)
        {
            _errors.Add($"{flag}: takes no value");
            return false;
        }

        if (takesNext && (next is null || IsFlag(next)))
        {
            _errors.Add($"{flag}: value is missing; write {flag}=VALUE");
            return false;
        }

        if (option is null)
        {
            _settings.Add((flag, SettingsCatalogue.ByName[name], value ?? (takesNext ? next! : "true")));
        }
        else
        {
            _options[option.Name] = value ?? (takesNext ? next! : "");
        }

        return takesNext;
    }

    private static string FormatUnknownFlag(string flag, string name, IReadOnlyList<CommandOption> options)
    {
        var known = SettingsCatalogue.ByName.Keys.Order(StringComparer.Ordinal).Concat(
            options.Select(option => option.Name));
        var fix = Suggestion.For(name, known) is { } near ? $"did you mean --{near}?" : "see --help";
        return $"{TextSanitizer.Sanitize(flag)}: unknown flag; {fix}";
    }

    // "-1" is a value, not a flag, so that the error names the invalid number.
    private static bool IsFlag(string argument) => argument is ['-', not (>= '0' and <= '9'), ..];
}
