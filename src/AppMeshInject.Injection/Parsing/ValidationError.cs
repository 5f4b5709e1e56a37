namespace AppMeshInject.Injection.Parsing;

/// <summary>Why a text that a user wrote is not accepted.</summary>
/// <param name="Token">The offending part of the text, as written; the whole text where no part can be singled out.</param>
/// <param name="Message">What is wrong and what would be right, to be read after the part: "is not a port (1 to 65535)".</param>
public readonly record struct ValidationError(string Token, string Message)
{
    private const int MaxQuoteLength = 80;
    private const int MaxQuotedTokens = 10;

    /// <summary>Tells the fault to the person who wrote the text.</summary>
    /// <param name="name">What was written to: an annotation key, a flag.</param>
    /// <param name="text">The whole text as written.</param>
    /// <returns>For example <c>appmesh.k8s.aws/ports: "80,http": "http" is not a port (1 to 65535)</c>.</returns>
    public string Format(string name, string text) =>
        Token == text ? $"{name}: {Quote(text)} {Message}" : $"{name}: {Quote(text)}: {Quote(Token)} {Message}";

    /// <summary>Tells of several parts of a text that have the same fault.</summary>
    /// <param name="name">What was written to.</param>
    /// <param name="text">The whole text as written.</param>
    /// <param name="parts">The offending parts; the first few are named and the others counted.</param>
    /// <param name="complaint">What is wrong with them, to be read after the parts: "are not volumes of the pod".</param>
    public static string FormatMany(string name, string text, IReadOnlyList<string> parts, string complaint) =>
        $"{name}: {Quote(text)}: {FormatTokens(parts)} {complaint}";

    /// <summary>Makes one fault of those that the parts of a text have.</summary>
    /// <param name="text">The whole text as written.</param>
    /// <param name="faults">The faults, at least one.</param>
    /// <returns>For example <c>holds "http", "x", each of which is not a port (1 to 65535)</c>; where it is one alone, that one.</returns>
    public static ValidationError Combine(string text, IReadOnlyList<ValidationError> faults)
    {
        var distinct = faults.Distinct().ToList();
        return distinct.Count == 1
            ? distinct[0]
            : new ValidationError(text, string.Join(", and ", distinct.GroupBy(fault => fault.Message, fault => fault.Token).Select(group => FormatGroup(text, [.. group], group.Key))));
    }

    /// <summary>Quotes a user's text for a message: shortened, and on one line.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= MaxQuoteLength ? text : string.Concat(text.AsSpan(0, MaxQuoteLength), "…");
        return $"\"{TextSanitizer.Sanitize(shown)}\"";
    }

    private static string FormatGroup(string text, IReadOnlyList<string> parts, string complaint) => parts switch
    {
        [var whole] when whole == text => complaint,
        [var part] => $"holds {Quote(part)}, which {complaint}",
        _ => $"holds {FormatTokens(parts)}, each of which {complaint}",
    };

    private static string FormatTokens(IReadOnlyList<string> parts)
    {
        var named = string.Join(", ", parts.Take(MaxQuotedTokens).Select(Quote));
        return parts.Count > MaxQuotedTokens ? $"{named} and {parts.Count - MaxQuotedTokens} more" : named;
    }
}
