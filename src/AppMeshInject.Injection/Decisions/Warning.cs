using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Decisions;

/// <summary>A warning for the user who created the pod.</summary>
public readonly record struct Warning
{
    /// <summary>The maximum number of warnings per admission.</summary>
    public const int MaxCount = 10;

    /// <summary>
    /// The maximum length of a warning in UTF-16 code units. The API server truncates longer warnings, and drops
    /// warnings beyond 4096 characters in total.
    /// </summary>
    // https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response
    public const int MaxLength = 256;

    /// <summary>Creates a warning: sanitizes the text and truncates it to the maximum length.</summary>
    public Warning(WarningKind kind, string text)
    {
        Kind = kind;
        Text = TextSanitizer.Sanitize(text.Length <= MaxLength ? text : Truncate(text));
    }

    /// <summary>Gets the kind.</summary>
    public WarningKind Kind { get; }

    /// <summary>Gets the text: the problem and the fix, on a single line.</summary>
    public string Text { get; }

    // Does not split a surrogate pair.
    private static string Truncate(string text)
    {
        var length = MaxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }
}
