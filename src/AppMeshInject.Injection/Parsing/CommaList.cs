namespace AppMeshInject.Injection.Parsing;

/// <summary>
/// Parses comma-separated lists. Items may have spaces around them. Empty text is an empty list.
/// </summary>
internal static class CommaList
{
    /// <summary>
    /// The maximum number of items: more than any pod needs, and small enough to limit the time a request takes.
    /// </summary>
    public const int MaxItems = 256;

    /// <summary>Parses a list and reports the errors of all items together.</summary>
    /// <param name="text">The text as written by the user.</param>
    /// <param name="parseItem">The parser of one item.</param>
    /// <param name="items">The parsed items; empty if an error is returned.</param>
    /// <returns>The error, or null if the list is valid.</returns>
    public static ValidationError? Parse<T>(string text, ParseValue<T> parseItem, out IReadOnlyList<T> items)
    {
        items = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var tokens = text.Split(',', MaxItems + 1);
        if (tokens.Length > MaxItems)
        {
            return new ValidationError(text, $"has more than {MaxItems} items");
        }

        var parsed = new List<T>(tokens.Length);
        List<ValidationError> errors = [];
        foreach (var token in tokens)
        {
            var item = token.Trim();
            if (item.Length == 0)
            {
                errors.Add(new ValidationError(text, "has an empty item; remove the extra comma"));
            }
            else if (parseItem(item, out var value) is { } error)
            {
                errors.Add(error);
            }
            else
            {
                parsed.Add(value);
            }
        }

        if (errors.Count > 0)
        {
            return ValidationError.Combine(text, errors);
        }

        items = parsed;
        return null;
    }
}
