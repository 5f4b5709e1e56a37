namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    private const int MaxMeshNameLength = 255;

    /// <summary>The name of a mesh or of a virtual node, as App Mesh takes it in <c>mesh/NAME/virtualNode/NAME</c>.</summary>
    public static readonly ValueParser<string> MeshName = new("1 to 255 characters without `/`, white space or control characters", ParseMeshName);

    /// <summary>A word: no white space, no control character.</summary>
    public static readonly ValueParser<string> Token = new("one word", ParseToken);

    /// <summary>A host name or address, or <c>ref:FIELD</c> to take it from a field of the pod.</summary>
    public static readonly ValueParser<string> Address = new("host name or address, or `ref:status.hostIP`", ParseAddress);

    /// <summary>The log levels of Envoy, which are this program's too.</summary>
    public static readonly ValueParser<string> LogLevel = OneOf("trace", "debug", "info", "warning", "error", "critical", "off");

    /// <summary>One of a few words, in any letter case.</summary>
    /// <param name="words">The words, in lower case.</param>
    public static ValueParser<string> OneOf(params string[] words)
    {
        return new(string.Join(", ", words.Select(word => $"`{word}`")), Read);

        ValidationError? Read(string text, out string value)
        {
            value = Array.Find(words, word => EqualsIgnoreCase(text, word)) ?? "";
            return value.Length > 0 ? null : new ValidationError(text, $"is not one of {string.Join(", ", words)}");
        }
    }

    private static ValidationError? ParseMeshName(string text, out string value)
    {
        value = text;
        return text switch
        {
            "" => new ValidationError(text, "is empty, but a name is needed"),
            { Length: > MaxMeshNameLength } when text.EnumerateRunes().Skip(MaxMeshNameLength).Any() => new ValidationError(text, $"is longer than {MaxMeshNameLength} characters"),
            _ when text.Contains('/') || Characters.HasWhiteSpaceOrControl(text) =>
                new ValidationError(text, "is not a name: it may have no /, white space or control character"),
            _ => null,
        };
    }

    private static ValidationError? ParseToken(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !Characters.HasWhiteSpaceOrControl(text) ? null : new ValidationError(text, "is not one word");
    }

    private static ValidationError? ParseAddress(string text, out string value)
    {
        const string hostAddress = "ref:status.hostIP";
        if (ParseToken(text, out value) is not null)
        {
            return new ValidationError(text, "is not a host name or address");
        }

        return text.StartsWith("ref:", StringComparison.Ordinal) && text != hostAddress
            ? new ValidationError(text, $"is not {hostAddress}, the only field that can be referred to")
            : null;
    }
}
