namespace AppMeshInject.Injection.Parsing;

/// <summary>An error in a value that a user wrote.</summary>
/// <param name="Token">The invalid part of the value, as written; the whole value if no single part is invalid.</param>
/// <param name="Message">
/// The problem and the accepted values, written to follow the token: "is not a port (1 to 65535)".
/// </param>
public readonly record struct ValidationError(string Token, string Message)
{
    private const int MaxQuoteLength = 80;
    private const int MaxQuotedTokens = 10;

    /// <summary>Formats the error as a message for the user.</summary>
    /// <param name="name">The name of the setting or annotation.</param>
    /// <param name="text">The whole value, as written.</param>
    /// <returns>For example <c>appmesh.k8s.aws/ports: "80,http": "http" is not a port (1 to 65535)</c>.</returns>
    public string Format(string name, string text) =>
        Token == text ? $"{name}: {Quote(text)} {Message}" : $"{name}: {Quote(text)}: {Quote(Token)} {Message}";

    /// <summary>Formats a message about several parts of a value that have the same error.</summary>
    /// <param name="name">The name of the setting or annotation.</param>
    /// <param name="text">The whole value, as written.</param>
    /// <param name="tokens">The invalid parts. The message names the first ten and the number of the others.</param>
    /// <param name="message">The problem, written to follow the tokens: "are not volumes of the pod".</param>
    public static string FormatMany(string name, string text, IReadOnlyList<string> tokens, string message) =>
        $"{name}: {Quote(text)}: {FormatTokens(tokens)} {message}";

    /// <summary>Combines the errors of the parts of a value into one.</summary>
    /// <param name="text">The whole value, as written.</param>
    /// <param name="errors">The errors; at least one.</param>
    /// <returns>
    /// The error itself if there is only one; else, for example,
    /// <c>contains "http", "x", each of which is not a port (1 to 65535)</c>.
    /// </returns>
    public static ValidationError Combine(string text, IReadOnlyList<ValidationError> errors)
    {
        var distinct = errors.Distinct().ToList();
        if (distinct.Count == 1)
        {
            return distinct[0];
        }

        var groups = distinct
            .GroupBy(error => error.Message, error => error.Token)
            .Select(group => FormatGroup(text, [.. group], group.Key));
        return new ValidationError(text, string.Join(", and ", groups));
    }

    /// <summary>Quotes a user's text for a message: sanitized, and truncated to 80 characters.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= MaxQuoteLength ? text : string.Concat(text.AsSpan(0, MaxQuoteLength), "…");
        return $"\"{TextSanitizer.Sanitize(shown)}\"";
    }

    private static string FormatGroup(string text, IReadOnlyList<string> tokens, string message) => tokens switch
    {
        [var whole] when whole == text => message,
        [var token] => $"contains {Quote(token)}, which {message}",
        _ => $"contains {FormatTokens(tokens)}, each of which {message}",
    };

    private static string FormatTokens(IReadOnlyList<string> tokens)
    {
        var named = string.Join(", ", tokens.Take(MaxQuotedTokens).Select(Quote));
        return tokens.Count > MaxQuotedTokens ? $"{named} and {tokens.Count - MaxQuotedTokens} more" : named;
    }
}
