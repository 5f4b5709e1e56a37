namespace AppMeshInject.Diagnostics.Check;

/// <summary>Names in sentences: the first few, and how many more.</summary>
internal static class Names
{
    private const int Most = 10;

    /// <summary>The names, with commas between them.</summary>
    public static string Of(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }

    /// <summary>The same behind a colon; nothing where there is none.</summary>
    public static string Behind(IEnumerable<string> names) => Of(names) is { Length: > 0 } list ? $": {list}" : "";
}
