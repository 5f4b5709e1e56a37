namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    private const int MaxMeshNameLength = 255;

    /// <summary>
    /// Parses the name of a mesh or virtual node. App Mesh uses it in <c>mesh/NAME/virtualNode/NAME</c>.
    /// </summary>
    public static readonly ValueParser<string> MeshName =
        new("1 to 255 characters without `/`, white space or control characters", ParseMeshName);

    /// <summary>Parses non-empty text without white space and control characters.</summary>
    public static readonly ValueParser<string> Token = new("text without white space", ParseToken);

    /// <summary>Parses a host name, an IP address or <c>ref:status.hostIP</c>, the IP address of the node.</summary>
    public static readonly ValueParser<string> Address =
        new("host name or address, or `ref:status.hostIP`", ParseAddress);

    /// <summary>Parses a log level. Envoy and the injector have the same levels.</summary>
    public static readonly ValueParser<string> LogLevel =
        OneOf("trace", "debug", "info", "warning", "error", "critical", "off");

    /// <summary>Creates a parser of a fixed set of values. It ignores case.</summary>
    /// <param name="values">The accepted values, in lower case.</param>
    public static ValueParser<string> OneOf(params string[] values)
    {
        return new(string.Join(", ", values.Select(value => $"`{value}`")), Parse);

        ValidationError? Parse(string text, out string value)
        {
            value = Array.Find(values, accepted => EqualsIgnoreCase(text, accepted)) ?? "";
            return value.Length > 0
                ? null
                : new ValidationError(text, $"is not one of {string.Join(", ", values)}");
        }
    }

    private static ValidationError? ParseMeshName(string text, out string value)
    {
        value = text;
        return text switch
        {
            "" => new ValidationError(text, "is empty; set a name"),
            { Length: > MaxMeshNameLength } when text.EnumerateRunes().Skip(MaxMeshNameLength).Any() =>
                new ValidationError(text, $"is longer than {MaxMeshNameLength} characters"),
            _ when text.Contains('/') || Characters.HasWhiteSpaceOrControl(text) =>
                new ValidationError(text, "is not a valid name; remove /, white space and control characters"),
            _ => null,
        };
    }

    private static ValidationError? ParseToken(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !Characters.HasWhiteSpaceOrControl(text)
            ? null
            : new ValidationError(text, "is empty or contains white space or control characters");
    }

    private static ValidationError? ParseAddress(string text, out string value)
    {
        const string hostAddress = "ref:status.hostIP";
        if (ParseToken(text, out value) is not null)
        {
            return new ValidationError(text, "is not a host name or address");
        }

        return text.StartsWith("ref:", StringComparison.Ordinal) && text != hostAddress
            ? new ValidationError(text, $"is not {hostAddress}, the only supported field reference")
            : null;
    }
}
