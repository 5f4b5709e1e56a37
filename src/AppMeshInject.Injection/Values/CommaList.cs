namespace AppMeshInject.Injection.Values;

/// <summary>Lists as users write them: items between commas, spaces around them allowed, an empty text an empty list.</summary>
internal static class CommaList
{
    /// <summary>The most items of a list: far more than any pod has, and few enough that no pod author can make us slow.</summary>
    public const int MostItems = 256;

    /// <summary>Reads every item with <paramref name="readItem"/>; the first fault ends it.</summary>
    public static Fault? Read<T>(string text, FormReader<T> readItem, out IReadOnlyList<T> items)
    {
        items = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var read = new List<T>();
        foreach (var part in text.Split(',', MostItems + 1))
        {
            if (read.Count == MostItems)
            {
                return new Fault(text, $"has more than {MostItems} items");
            }

            var item = part.Trim();
            if (item.Length == 0)
            {
                return new Fault(text, "has an empty item; the form is item,item with no comma too many");
            }

            if (readItem(item, out var value) is { } fault)
            {
                return fault;
            }

            read.Add(value);
        }

        items = read;
        return null;
    }
}
