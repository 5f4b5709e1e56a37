namespace AppMeshInject.Injection.Values;

/// <summary>Why a text that a user wrote is not accepted.</summary>
/// <param name="Part">The offending part of the text, as written; the whole text where no part can be singled out.</param>
/// <param name="Complaint">What is wrong and what would be right, to be read after the part: "is not a port (1 to 65535)".</param>
public readonly record struct Fault(string Part, string Complaint)
{
    private const int LongestQuotation = 80;

    /// <summary>Tells the fault to the person who wrote the text.</summary>
    /// <param name="name">What was written to: an annotation key, a flag.</param>
    /// <param name="text">The whole text as written.</param>
    /// <returns>For example <c>appmesh.k8s.aws/ports: "80,http": "http" is not a port (1 to 65535)</c>.</returns>
    public string Describe(string name, string text) =>
        Part == text ? $"{name}: {Quote(text)} {Complaint}" : $"{name}: {Quote(text)}: {Quote(Part)} {Complaint}";

    /// <summary>Quotes a user's text for a message: shortened, and on one line.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= LongestQuotation ? text : string.Concat(text.AsSpan(0, LongestQuotation), "…");
        return $"\"{OneLine.Of(shown)}\"";
    }
}
