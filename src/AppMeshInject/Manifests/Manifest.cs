namespace AppMeshInject.Manifests;

/// <summary>The format of a manifest.</summary>
internal enum ManifestFormat
{
    /// <summary>YAML.</summary>
    Yaml,
    /// <summary>JSON.</summary>
    Json,
}

/// <summary>The content of one file.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Documents">The documents in the order of the file.</param>
internal sealed record Manifest(ManifestFormat Format, IReadOnlyList<ManifestDocument> Documents);

/// <summary>One document of a manifest.</summary>
/// <param name="Number">The 1-based position in the file.</param>
/// <param name="Root">The object; null if the document is empty or <c>null</c>. kubectl skips both.</param>
internal sealed record ManifestDocument(int Number, MapNode? Root)
{
    /// <summary>Gets the original text of the document; null for JSON.</summary>
    public string? Source { get; init; }

    /// <summary>Gets whether an explicit <c>---</c> line precedes the document.</summary>
    public bool HasMarker { get; init; }

    /// <summary>Gets or sets whether the document was changed after it was read.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Gets the object of a document; null if the document is <c>null</c>.</summary>
    /// <exception cref="ManifestException">The document is not an object.</exception>
    public static MapNode? GetRoot(ManifestNode node) => node switch
    {
        MapNode map => map,
        ScalarNode { Value.Kind: ScalarKind.Null } => null,
        _ => throw new ManifestException("the document is not an object", node.Line),
    };
}
