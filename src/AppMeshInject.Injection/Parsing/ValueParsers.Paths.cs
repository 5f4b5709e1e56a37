namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>An absolute path.</summary>
    public static readonly ValueParser<string> Path = new("absolute path", ReadPath);

    /// <summary>An absolute path that something is mounted at: every place has one such path, but for a slash at its end.</summary>
    public static readonly ValueParser<string> MountPath = new("absolute path without `.`, `..` and `//`", ReadMountPath);

    /// <summary>A file of this machine.</summary>
    public static readonly ValueParser<string> FilePath = new("path of a file", ReadFilePath);

    private const int LongestPath = 1024;
    private const string NotPlain = "is / alone, or has an empty part, . or .. in it; write the path that is meant";

    private static ValidationError? ReadPath(string text, out string value)
    {
        value = text;
        return text.StartsWith('/') && text.Length <= LongestPath && !text.Contains(':') && !Characters.HasSpaceOrControl(text)
            ? null
            : new ValidationError(text, "is not an absolute path such as /etc/certs");
    }

    private static ValidationError? ReadMountPath(string text, out string value) =>
        ReadPath(text, out value) ?? (IsPlain(text) ? null : new ValidationError(text, NotPlain));

    // The API server refuses .. in some paths, and of two paths that mean one place the later mount would hide the earlier.
    private static bool IsPlain(string path)
    {
        var parts = path.Split('/');
        var end = parts[^1].Length == 0 ? parts.Length - 1 : parts.Length;
        return end > 1 && Array.TrueForAll(parts[1..end], part => part is not ("" or "." or ".."));
    }

    private static ValidationError? ReadFilePath(string text, out string value)
    {
        value = text;
        return text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? null : new ValidationError(text, "is not the path of a file");
    }
}
