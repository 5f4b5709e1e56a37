using System.Text;
using System.Text.Json;

namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    private const string JsonVariablesExample = "[{\"NAME\":\"value\"}]";

    /// <summary>Parses a list of environment variables. A value ends at the next comma.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> Variables =
        new("comma-separated `NAME=value`", ParseVariables);

    /// <summary>Parses environment variables in JSON. The values may contain commas.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> JsonVariables =
        new($"JSON array of objects with string values: `{JsonVariablesExample}`", ParseJsonVariables);

    private static ValidationError? ParseVariables(
        string text, out IReadOnlyList<KeyValuePair<string, string>> value) =>
        CommaList.Parse(text, ParseVariable, out value);

    private static ValidationError? ParseVariable(string text, out KeyValuePair<string, string> value)
    {
        var equals = text.IndexOf('=');
        value = equals < 0 ? default : KeyValuePair.Create(text[..equals].Trim(), text[(equals + 1)..]);
        return equals < 0 || !IsVariableName(value.Key)
            ? new ValidationError(text, "is not NAME=value")
            : ValidateVariableValue(value.Key, value.Value);
    }

    // The names that all supported API servers accept: letters, digits, "-", "." and "_", without a leading digit, and
    // neither "." nor a name that starts with "..". See IsEnvVarName in
    // https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
    private static bool IsVariableName(string text) =>
        text.Length > 0
        && !text.AsSpan().ContainsAnyExcept(Characters.EnvironmentName)
        && !char.IsAsciiDigit(text[0])
        && text != "."
        && !text.StartsWith("..", StringComparison.Ordinal);

    // A process receives its environment as NUL-terminated strings.
    private static ValidationError? ValidateVariableValue(string name, string value) => value.Contains('\0')
        ? new ValidationError(name, "has a value with a NUL character, which environment variables cannot contain")
        : null;

    private static ValidationError? ParseJsonVariables(
        string text, out IReadOnlyList<KeyValuePair<string, string>> value)
    {
        value = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var variables = new List<KeyValuePair<string, string>>();
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            if (!TryReadObjects(ref json, variables) || json.Read())
            {
                return new ValidationError(
                    text, $"is not a JSON array of objects with string values such as {JsonVariablesExample}");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new ValidationError(
                text, $"is not valid JSON; use an array of objects with string values such as {JsonVariablesExample}");
        }

        if (variables.Count > CommaList.MaxItems)
        {
            return new ValidationError(text, $"has more than {CommaList.MaxItems} items");
        }

        var errors = variables
            .Select(variable => ValidateJsonVariable(variable.Key, variable.Value))
            .OfType<ValidationError>()
            .ToList();
        if (errors.Count > 0)
        {
            return ValidationError.Combine(text, errors);
        }

        value = variables;
        return null;
    }

    private static ValidationError? ValidateJsonVariable(string name, string value) => IsVariableName(name)
        ? ValidateVariableValue(name, value)
        : new ValidationError(name, "is not the name of an environment variable");

    private static bool TryReadObjects(ref Utf8JsonReader json, List<KeyValuePair<string, string>> variables)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                if (json.TokenType != JsonTokenType.String)
                {
                    return false;
                }

                variables.Add(KeyValuePair.Create(name, json.GetString()!));
            }
        }

        return json.TokenType == JsonTokenType.EndArray;
    }
}
