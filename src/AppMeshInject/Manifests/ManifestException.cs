namespace AppMeshInject.Manifests;

/// <summary>The exception for a manifest that cannot be read or written.</summary>
/// <param name="message">The problem.</param>
/// <param name="line">The 1-based line.</param>
/// <param name="document">The 1-based number of the document; 0 if it is not known yet.</param>
internal sealed class ManifestException(string message, int line, int document = 0) : Exception(message)
{
    /// <summary>Gets the 1-based line.</summary>
    public int Line { get; } = line;

    /// <summary>Gets the 1-based number of the document; 0 if it is not known yet.</summary>
    public int Document { get; } = document;

    /// <summary>Formats the position and the problem for an error message.</summary>
    public string Format() => $"document {Document}, line {Line}: {Message}";

    /// <summary>Creates a copy of the exception with the number of the document.</summary>
    public ManifestException WithDocument(int document) => new(Message, Line, document);
}
