
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>An option of a command that is no setting.</summary>
/// <param name="Name">Its long name.</param>
/// <param name="Letter">Its short name, if any.</param>
/// <param name="Value">What its value is called in the help; null where it takes none.</param>
/// <param name="Description">What it does.</param>
public sealed record CommandOption(string Name, string? Letter, string? Value, string Description);

/// <summary>
/// A command line taken apart. A flag is written --name=value, --name value or, as manifests of the predecessor have it,
/// -name=value; a bare flag means true and takes a value only behind =. What follows a lone -- is an operand.
/// </summary>
public sealed class CommandLine
{
    private readonly List<(string Flag, Setting Setting, string Value)> _settings = [];
    private readonly Dictionary<string, string> _options = [];
    private readonly List<string> _operands = [];
    private readonly List<string> _faults = [];

    private CommandLine()
    {
    }

    /// <summary>The settings given, in order: of one that is given twice the last wins.</summary>
    public IReadOnlyList<(string Flag, Setting Setting, string Value)> Settings => _settings;

    /// <summary>The options given, by long name; one without a value has the empty text.</summary>
    public IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>The words that are no flags.</summary>
    public IReadOnlyList<string> Operands => _operands;

    /// <summary>What is wrong with it, one sentence each.</summary>
    public IReadOnlyList<string> Errors => _faults;

    /// <summary>Takes the arguments of a command apart.</summary>
    /// <param name="arguments">The arguments, without the command's own name.</param>
    /// <param name="options">The options that the command has besides the settings.</param>
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
            if (line.Take(flag, value, i + 1 < arguments.Count ? arguments[i + 1] : null, options))
            {
                i++;
            }
        }

        return line;
    }

    // True where the flag took the next argument as its value.
    private bool Take(string flag, string? value, string? next, IReadOnlyList<CommandOption> options)
    {
        var name = flag.TrimStart('-');
        var option = options.FirstOrDefault(option => option.Name == name || (option.Letter == name && name.Length == 1));
        if (option is null && !SettingsCatalogue.ByName.ContainsKey(name))
        {
            var known = SettingsCatalogue.ByName.Keys.Order(StringComparer.Ordinal).Concat(options.Select(option => option.Name));
            _faults.Add($"{TextSanitizer.Sanitize(flag)}: no such flag{(Suggestion.For(name, known) is { } near ? $"; did you mean --{near}?" : "; see --help")}");
            return false;
        }

        var needsNoValue = option is null ? SettingsCatalogue.ByName[name].IsFlag : option.Value is null;
        var takesNext = value is null && !needsNoValue;
        if (option is { Value: null } && value is not null)
        {
            _faults.Add($"{flag}: takes no value");
            return false;
        }

        if (takesNext && (next is null || IsFlag(next)))
        {
            _faults.Add($"{flag}: a value is missing; write {flag}=VALUE");
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

    // A number below zero is a value, if mostly a wrong one.
    private static bool IsFlag(string argument) => argument is ['-', not (>= '0' and <= '9'), ..];
}
