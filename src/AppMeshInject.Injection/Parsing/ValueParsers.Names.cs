namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    private const int LongestMeshName = 255;

    /// <summary>The name of a mesh or of a virtual node, as App Mesh takes it in <c>mesh/NAME/virtualNode/NAME</c>.</summary>
    public static readonly ValueParser<string> MeshName = new("1 to 255 characters without `/`, white space or control characters", ReadMeshName);

    /// <summary>A word: no white space, no control character.</summary>
    public static readonly ValueParser<string> Word = new("one word", ReadWord);

    /// <summary>A host name or address, or <c>ref:FIELD</c> to take it from a field of the pod.</summary>
    public static readonly ValueParser<string> Address = new("host name or address, or `ref:status.hostIP`", ReadAddress);

    /// <summary>The log levels of Envoy, which are this program's too.</summary>
    public static readonly ValueParser<string> LogLevel = OneOf("trace", "debug", "info", "warning", "error", "critical", "off");

    /// <summary>One of a few words, in any letter case.</summary>
    /// <param name="words">The words, in lower case.</param>
    public static ValueParser<string> OneOf(params string[] words)
    {
        return new(string.Join(", ", words.Select(word => $"`{word}`")), Read);

        ValidationError? Read(string text, out string value)
        {
            value = Array.Find(words, word => Is(text, word)) ?? "";
            return value.Length > 0 ? null : new ValidationError(text, $"is not one of {string.Join(", ", words)}");
        }
    }

    private static ValidationError? ReadMeshName(string text, out string value)
    {
        value = text;
        return text switch
        {
            "" => new ValidationError(text, "is empty, but a name is needed"),
            { Length: > LongestMeshName } when text.EnumerateRunes().Skip(LongestMeshName).Any() => new ValidationError(text, $"is longer than {LongestMeshName} characters"),
            _ when text.Contains('/') || Characters.HasSpaceOrControl(text) =>
                new ValidationError(text, "is not a name: it may have no /, white space or control character"),
            _ => null,
        };
    }

    private static ValidationError? ReadWord(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !Characters.HasSpaceOrControl(text) ? null : new ValidationError(text, "is not one word");
    }

    private static ValidationError? ReadAddress(string text, out string value)
    {
        const string hostAddress = "ref:status.hostIP";
        if (ReadWord(text, out value) is not null)
        {
            return new ValidationError(text, "is not a host name or address");
        }

        return text.StartsWith("ref:", StringComparison.Ordinal) && text != hostAddress
            ? new ValidationError(text, $"is not {hostAddress}, the only field that can be referred to")
            : null;
    }
}
