using System.Text.RegularExpressions;

namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    private const int MaxImageLength = 1024;
    private const int MaxImagePathLength = 255;
    private const int MaxImageTagLength = 128;

    /// <summary>Parses a container image reference.</summary>
    public static readonly ValueParser<string> Image = new("image reference", ParseImage);

    /// <summary>Parses the tag of a container image.</summary>
    /// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests</remarks>
    public static readonly ValueParser<string> ImageTag = new("image tag", ParseImageTag);

    private static ValidationError? ParseImage(string text, out string value)
    {
        value = text;
        return text.Length <= MaxImageLength
            && ImageReference().Match(text) is { Success: true } match
            && match.Groups["path"].Length <= MaxImagePathLength
            ? null
            : new ValidationError(text, "is not an image reference such as registry.example/envoy:v1");
    }

    private static ValidationError? ParseImageTag(string text, out string value)
    {
        value = text;
        return text.Length is > 0 and <= MaxImageTagLength
            && !text.AsSpan().ContainsAnyExcept(Characters.ImageTag)
            && text[0] is not ('.' or '-')
            ? null
            : new ValidationError(text, "is not an image tag such as v1");
    }

    // The grammar of container runtimes: https://pkg.go.dev/github.com/distribution/reference
    // The grammar is unambiguous enough that no text causes excessive backtracking.
    [GeneratedRegex("""
        ^ (
            ( [a-zA-Z0-9]+ (-+[a-zA-Z0-9]+)* (\. [a-zA-Z0-9]+ (-+[a-zA-Z0-9]+)*)* | \[ [a-fA-F0-9:]+ \] ) (: [0-9]+)? /
        )?
        (?<path> [a-z0-9]+ (([._]|__|-+)[a-z0-9]+)* (/ [a-z0-9]+ (([._]|__|-+)[a-z0-9]+)*)* )
        (: [a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?
        (@ [a-zA-Z][a-zA-Z0-9]* ([-_+.][a-zA-Z][a-zA-Z0-9]*)* : [a-fA-F0-9]{32,})? \z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex ImageReference();
}
