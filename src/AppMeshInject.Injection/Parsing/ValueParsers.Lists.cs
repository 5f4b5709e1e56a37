using System.Text;
using System.Text.Json;

namespace AppMeshInject.Injection.Parsing;

/// <summary>Something mounted into a container.</summary>
/// <param name="Source">The name of the secret or volume.</param>
/// <param name="Path">Where it is mounted, as written.</param>
public readonly record struct MountSource(string Source, string Path);

public static partial class ValueParsers
{
    /// <summary>Secrets, each with the path it is mounted at.</summary>
    public static readonly ValueParser<IReadOnlyList<MountSource>> SecretMounts = new("comma-separated `secret:/path`", ParseSecretMounts);

    /// <summary>Volumes of the pod, each with the path it is mounted at.</summary>
    public static readonly ValueParser<IReadOnlyList<MountSource>> VolumeMounts = new("comma-separated `volume:/path`", ParseVolumeMounts);

    /// <summary>One volume of the pod, with the path it is mounted at.</summary>
    public static readonly ValueParser<MountSource?> VolumeMount = new("one `volume:/path`", ParseSingleVolumeMount);

    /// <summary>Environment variables. A value ends at the next comma.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> Variables = new("comma-separated `NAME=value`", ParseVariables);

    /// <summary>Environment variables whose values may hold anything.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> JsonVariables =
        new("JSON array of objects of strings: `[{\"NAME\":\"value\"}]`", ParseJsonVariables);

    private const int MaxDnsLabelLength = 63;
    private const int MaxDnsSubdomainLength = 253;

    /// <summary>Whether Kubernetes takes the text as the name of a volume or namespace (RFC 1123 label).</summary>
    public static bool IsDnsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxDnsLabelLength && !text.ContainsAnyExcept(Characters.DnsLabel) && text[0] != '-' && text[^1] != '-';

    /// <summary>Whether Kubernetes takes the text as the name of a Secret or pod (RFC 1123 subdomain).</summary>
    public static bool IsDnsSubdomain(string text)
    {
        foreach (var label in text.AsSpan().Split('.'))
        {
            // Kubernetes bounds the whole name only.
            var part = text.AsSpan()[label];
            if (part.IsEmpty || part.ContainsAnyExcept(Characters.DnsLabel) || part[0] == '-' || part[^1] == '-')
            {
                return false;
            }
        }

        return text.Length <= MaxDnsSubdomainLength;
    }

    private static ValidationError? ParseSecretMounts(string text, out IReadOnlyList<MountSource> value) => CommaList.Parse(text, ParseSecretMount, out value);

    private static ValidationError? ParseVolumeMounts(string text, out IReadOnlyList<MountSource> value) => CommaList.Parse(text, ParseVolumeMount, out value);

    private static ValidationError? ParseSecretMount(string text, out MountSource value) => ParseMount(text, IsDnsSubdomain, "secret:/path", out value);

    private static ValidationError? ParseVolumeMount(string text, out MountSource value) => ParseMount(text, name => IsDnsLabel(name), "volume:/path", out value);

    private static ValidationError? ParseSingleVolumeMount(string text, out MountSource? value)
    {
        var fault = ParseMount(text.Trim(), name => IsDnsLabel(name), "one volume:/path", out var mount);
        value = fault is null ? mount : null;
        return fault is { Message: var complaint } ? new ValidationError(text, complaint) : null;
    }

    private static ValidationError? ParseMount(string text, Predicate<string> isSource, string form, out MountSource value)
    {
        var colon = text.IndexOf(':');
        value = colon < 0 ? default : new MountSource(text[..colon].Trim(), text[(colon + 1)..].Trim());
        return colon < 0 || !isSource(value.Source) || ParsePath(value.Path, out _) is not null ? new ValidationError(text, $"is not {form}")
            : IsNormalizedPath(value.Path) ? null
            : new ValidationError(text, $"has a path that {NotNormalized}");
    }

    private static ValidationError? ParseVariables(string text, out IReadOnlyList<KeyValuePair<string, string>> value) =>
        CommaList.Parse(text, ParseVariable, out value);

    private static ValidationError? ParseVariable(string text, out KeyValuePair<string, string> value)
    {
        var equals = text.IndexOf('=');
        value = equals < 0 ? default : KeyValuePair.Create(text[..equals].Trim(), text[(equals + 1)..]);
        return equals < 0 || !IsVariableName(value.Key) ? new ValidationError(text, "is not NAME=value") : ValidateVariableValue(value.Key, value.Value);
    }

    // What every supported API server takes: letters, digits, - . and _, the first no digit, and nothing that looks like a path to
    // the folder or out of it (IsEnvVarName in apimachinery's validation).
    private static bool IsVariableName(string text) =>
        text.Length > 0
        && !text.AsSpan().ContainsAnyExcept(Characters.EnvironmentName)
        && !char.IsAsciiDigit(text[0])
        && text != "."
        && !text.StartsWith("..", StringComparison.Ordinal);

    // An environment is handed to a program as C strings.
    private static ValidationError? ValidateVariableValue(string name, string value) =>
        value.Contains('\0') ? new ValidationError(name, "has a NUL character in its value, which no environment variable can hold") : null;

    private static ValidationError? ParseJsonVariables(string text, out IReadOnlyList<KeyValuePair<string, string>> value)
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
                return new ValidationError(text, "is not a JSON array of objects of strings such as [{\"NAME\":\"value\"}]");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new ValidationError(text, "is not JSON; an array of objects of strings such as [{\"NAME\":\"value\"}] is");
        }

        if (variables.Count > CommaList.MaxItems)
        {
            return new ValidationError(text, $"has more than {CommaList.MaxItems} items");
        }

        var faults = variables.Select(variable => ValidateJsonVariable(variable.Key, variable.Value)).OfType<ValidationError>().ToList();
        if (faults.Count > 0)
        {
            return ValidationError.Combine(text, faults);
        }

        value = variables;
        return null;
    }

    private static ValidationError? ValidateJsonVariable(string name, string value) =>
        IsVariableName(name) ? ValidateVariableValue(name, value) : new ValidationError(name, "is not the name of an environment variable");

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
