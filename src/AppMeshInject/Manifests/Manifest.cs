namespace AppMeshInject.Manifests;

/// <summary>The two ways to write a manifest.</summary>
internal enum ManifestFormat
{
    Yaml,
    Json,
}

/// <summary>What one file holds.</summary>
internal sealed record Manifest(ManifestFormat Format, IReadOnlyList<ManifestDocument> Documents);

/// <summary>One document of a manifest.</summary>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Root">The object; null where the document is empty, or null itself, which kubectl passes over alike.</param>
internal sealed record ManifestDocument(int Number, MapNode? Root)
{
    /// <summary>The document as it was read, of YAML only.</summary>
    public string? Source { get; init; }

    /// <summary>Whether its own <c>---</c> stands before it.</summary>
    public bool HasMarker { get; init; }

    /// <summary>Whether something was added to it.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The object that a document is.</summary>
    /// <exception cref="ManifestException">It is something else.</exception>
    public static MapNode? RootOf(ManifestNode node) => node switch
    {
        MapNode map => map,
        ScalarNode { Value.Kind: ScalarKind.Null } => null,
        _ => throw new ManifestException("the document is not an object", node.Line),
    };
}
