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
    public static readonly ValueParser<IReadOnlyList<MountSource>> SecretMounts = new("comma-separated `secret:/path`", ReadSecretMounts);

    /// <summary>Volumes of the pod, each with the path it is mounted at.</summary>
    public static readonly ValueParser<IReadOnlyList<MountSource>> VolumeMounts = new("comma-separated `volume:/path`", ReadVolumeMounts);

    /// <summary>One volume of the pod, with the path it is mounted at.</summary>
    public static readonly ValueParser<MountSource?> VolumeMount = new("one `volume:/path`", ReadOneVolumeMount);

    /// <summary>Environment variables. A value ends at the next comma.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> Variables = new("comma-separated `NAME=value`", ReadVariables);

    /// <summary>Environment variables whose values may hold anything.</summary>
    public static readonly ValueParser<IReadOnlyList<KeyValuePair<string, string>>> JsonVariables =
        new("JSON array of objects of strings: `[{\"NAME\":\"value\"}]`", ReadJsonVariables);

    private const int LongestDnsLabel = 63;
    private const int LongestDnsSubdomain = 253;

    /// <summary>Whether Kubernetes takes the text as the name of a volume or namespace (RFC 1123 label).</summary>
    public static bool IsDnsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestDnsLabel && !text.ContainsAnyExcept(Characters.OfDnsLabels) && text[0] != '-' && text[^1] != '-';

    /// <summary>Whether Kubernetes takes the text as the name of a Secret or pod (RFC 1123 subdomain).</summary>
    public static bool IsDnsSubdomain(string text)
    {
        foreach (var label in text.AsSpan().Split('.'))
        {
            // Kubernetes bounds the whole name only.
            var part = text.AsSpan()[label];
            if (part.IsEmpty || part.ContainsAnyExcept(Characters.OfDnsLabels) || part[0] == '-' || part[^1] == '-')
            {
                return false;
            }
        }

        return text.Length <= LongestDnsSubdomain;
    }

    private static ValidationError? ReadSecretMounts(string text, out IReadOnlyList<MountSource> value) => CommaList.Read(text, ReadSecretMount, out value);

    private static ValidationError? ReadVolumeMounts(string text, out IReadOnlyList<MountSource> value) => CommaList.Read(text, ReadVolumeMount, out value);

    private static ValidationError? ReadSecretMount(string text, out MountSource value) => ReadMount(text, IsDnsSubdomain, "secret:/path", out value);

    private static ValidationError? ReadVolumeMount(string text, out MountSource value) => ReadMount(text, name => IsDnsLabel(name), "volume:/path", out value);

    private static ValidationError? ReadOneVolumeMount(string text, out MountSource? value)
    {
        var fault = ReadMount(text.Trim(), name => IsDnsLabel(name), "one volume:/path", out var mount);
        value = fault is null ? mount : null;
        return fault is { Complaint: var complaint } ? new ValidationError(text, complaint) : null;
    }

    private static ValidationError? ReadMount(string text, Predicate<string> isSource, string form, out MountSource value)
    {
        var colon = text.IndexOf(':');
        value = colon < 0 ? default : new MountSource(text[..colon].Trim(), text[(colon + 1)..].Trim());
        return colon < 0 || !isSource(value.Source) || ReadPath(value.Path, out _) is not null ? new ValidationError(text, $"is not {form}")
            : IsPlain(value.Path) ? null
            : new ValidationError(text, $"has a path that {NotPlain}");
    }

    private static ValidationError? ReadVariables(string text, out IReadOnlyList<KeyValuePair<string, string>> value) =>
        CommaList.Read(text, ReadVariable, out value);

    private static ValidationError? ReadVariable(string text, out KeyValuePair<string, string> value)
    {
        var equals = text.IndexOf('=');
        value = equals < 0 ? default : KeyValuePair.Create(text[..equals].Trim(), text[(equals + 1)..]);
        return equals < 0 || !IsVariableName(value.Key) ? new ValidationError(text, "is not NAME=value") : FaultOfVariable(value.Key, value.Value);
    }

    // What every supported API server takes: letters, digits, - . and _, the first no digit, and nothing that looks like a path to
    // the folder or out of it (IsEnvVarName in apimachinery's validation).
    private static bool IsVariableName(string text) =>
        text.Length > 0
        && !text.AsSpan().ContainsAnyExcept(Characters.OfEnvironmentNames)
        && !char.IsAsciiDigit(text[0])
        && text != "."
        && !text.StartsWith("..", StringComparison.Ordinal);

    // An environment is handed to a program as C strings.
    private static ValidationError? FaultOfVariable(string name, string value) =>
        value.Contains('\0') ? new ValidationError(name, "has a NUL character in its value, which no environment variable can hold") : null;

    private static ValidationError? ReadJsonVariables(string text, out IReadOnlyList<KeyValuePair<string, string>> value)
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

        if (variables.Count > CommaList.MostItems)
        {
            return new ValidationError(text, $"has more than {CommaList.MostItems} items");
        }

        var faults = variables.Select(variable => FaultOfJsonVariable(variable.Key, variable.Value)).OfType<ValidationError>().ToList();
        if (faults.Count > 0)
        {
            return ValidationError.Combine(text, faults);
        }

        value = variables;
        return null;
    }

    private static ValidationError? FaultOfJsonVariable(string name, string value) =>
        IsVariableName(name) ? FaultOfVariable(name, value) : new ValidationError(name, "is not the name of an environment variable");

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
