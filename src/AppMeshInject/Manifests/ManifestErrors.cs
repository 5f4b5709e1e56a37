using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Manifests;

/// <summary>The errors that YAML and JSON have in common.</summary>
internal static class ManifestErrors
{
    /// <summary>Creates the error for a key that a mapping contains twice.</summary>
    public static ManifestException DuplicateKey(ScalarNode key) =>
        new($"duplicate key {ValidationError.Quote(key.Value.Text)}", key.Line);

    /// <summary>Creates the error for a string with a lone surrogate.</summary>
    public static ManifestException NotUnicode(int line) =>
        new("a string is not valid Unicode: it contains a lone surrogate", line);

    /// <summary>Creates the error for too many nested mappings and lists.</summary>
    public static ManifestException TooDeep(int line) =>
        new($"nested more than {ManifestNode.MaxDepth} levels deep", line);
}
