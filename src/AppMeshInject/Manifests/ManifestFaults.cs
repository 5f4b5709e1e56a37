
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Manifests;

/// <summary>What may be wrong with YAML and JSON alike.</summary>
internal static class ManifestFaults
{
    public static ManifestException DuplicateKey(ScalarNode key) =>
        new($"the key {ValidationError.Quote(key.Value.Text)} stands twice", key.Line);

    public static ManifestException NotUnicode(int line) => new("a string is not Unicode: it has half of a surrogate pair", line);

    public static ManifestException TooDeep(int line) => new($"it is nested more than {ManifestNode.MostDepth} deep", line);
}
