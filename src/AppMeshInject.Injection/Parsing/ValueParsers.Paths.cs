namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>An absolute path.</summary>
    public static readonly ValueParser<string> Path = new("absolute path", ParsePath);

    /// <summary>An absolute path that something is mounted at: every place has one such path, but for a slash at its end.</summary>
    public static readonly ValueParser<string> MountPath = new("absolute path without `.`, `..` and `//`", ParseMountPath);

    /// <summary>A file of this machine.</summary>
    public static readonly ValueParser<string> FilePath = new("path of a file", ParseFilePath);

    private const int MaxPathLength = 1024;
    private const string NotNormalized = "is / alone, or has an empty part, . or .. in it; write the path that is meant";

    private static ValidationError? ParsePath(string text, out string value)
    {
        value = text;
        return text.StartsWith('/') && text.Length <= MaxPathLength && !text.Contains(':') && !Characters.HasWhiteSpaceOrControl(text)
            ? null
            : new ValidationError(text, "is not an absolute path such as /etc/certs");
    }

    private static ValidationError? ParseMountPath(string text, out string value) =>
        ParsePath(text, out value) ?? (IsNormalizedPath(text) ? null : new ValidationError(text, NotNormalized));

    // The API server refuses .. in some paths, and of two paths that mean one place the later mount would hide the earlier.
    private static bool IsNormalizedPath(string path)
    {
        var parts = path.Split('/');
        var end = parts[^1].Length == 0 ? parts.Length - 1 : parts.Length;
        return end > 1 && Array.TrueForAll(parts[1..end], part => part is not ("" or "." or ".."));
    }

    private static ValidationError? ParseFilePath(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? null : new ValidationError(text, "is not the path of a file");
    }
}
