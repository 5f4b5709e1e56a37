namespace AppMeshInject.Manifests;

/// <summary>A manifest that is of no use.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="line">In which line, from 1.</param>
/// <param name="document">In which document, from 1; 0 where whoever throws does not know.</param>
internal sealed class ManifestException(string message, int line, int document = 0) : Exception(message)
{
    public int Line { get; } = line;

    public int Document { get; } = document;

    /// <summary>Where and what.</summary>
    public string Describe() => $"document {Document}, line {Line}: {Message}";

    /// <summary>The same in a document that is known by now.</summary>
    public ManifestException In(int document) => new(Message, Line, document);
}
