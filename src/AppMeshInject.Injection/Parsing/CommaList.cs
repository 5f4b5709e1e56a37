namespace AppMeshInject.Injection.Parsing;

/// <summary>Lists as users write them: items between commas, spaces around them allowed, an empty text an empty list.</summary>
internal static class CommaList
{
    /// <summary>The most items of a list: far more than any pod has, and few enough that no pod author can make us slow.</summary>
    public const int MaxItems = 256;

    /// <summary>Reads every item with <paramref name="readItem"/>, and tells every fault at once.</summary>
    public static ValidationError? Parse<T>(string text, ParseValue<T> readItem, out IReadOnlyList<T> items)
    {
        items = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parts = text.Split(',', MaxItems + 1);
        if (parts.Length > MaxItems)
        {
            return new ValidationError(text, $"has more than {MaxItems} items");
        }

        var read = new List<T>(parts.Length);
        List<ValidationError> faults = [];
        foreach (var part in parts)
        {
            var item = part.Trim();
            if (item.Length == 0)
            {
                faults.Add(new ValidationError(text, "has an empty item; the form is item,item with no comma too many"));
            }
            else if (readItem(item, out var value) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                read.Add(value);
            }
        }

        if (faults.Count > 0)
        {
            return ValidationError.Combine(text, faults);
        }

        items = read;
        return null;
    }
}
