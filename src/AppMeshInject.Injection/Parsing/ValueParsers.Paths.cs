namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>Parses an absolute path in a container.</summary>
    public static readonly ValueParser<string> Path = new("absolute path", ParsePath);

    /// <summary>Parses a normalized absolute path other than <c>/</c>. A trailing slash is accepted.</summary>
    public static readonly ValueParser<string> MountPath =
        new("absolute path without `.`, `..` and `//`", ParseMountPath);

    /// <summary>Parses the path of a file that the injector reads.</summary>
    public static readonly ValueParser<string> FilePath = new("file path", ParseFilePath);

    private const int MaxPathLength = 1024;
    private const string NotNormalized = "is / or has an empty, . or .. segment; use a normalized path";

    private static ValidationError? ParsePath(string text, out string value)
    {
        value = text;
        return text.StartsWith('/')
            && text.Length <= MaxPathLength
            && !text.Contains(':')
            && !Characters.HasWhiteSpaceOrControl(text)
            ? null
            : new ValidationError(text, "is not an absolute path such as /etc/certs");
    }

    private static ValidationError? ParseMountPath(string text, out string value) =>
        ParsePath(text, out value) ?? (IsNormalizedPath(text) ? null : new ValidationError(text, NotNormalized));

    // The API server rejects ".." in some paths. If two paths denote the same directory, the later mount hides the
    // earlier one, so each directory must have only one spelling.
    private static bool IsNormalizedPath(string path)
    {
        var segments = path.Split('/');
        var end = segments[^1].Length == 0 ? segments.Length - 1 : segments.Length;
        return end > 1 && Array.TrueForAll(segments[1..end], segment => segment is not ("" or "." or ".."));
    }

    private static ValidationError? ParseFilePath(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\x1f')
            ? null
            : new ValidationError(text, "is not a file path");
    }
}
