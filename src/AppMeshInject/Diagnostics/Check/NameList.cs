namespace AppMeshInject.Diagnostics.Check;

/// <summary>Formats lists of names for messages. Long lists are truncated.</summary>
internal static class NameList
{
    private const int MaxNames = 10;

    /// <summary>Formats the first ten names as a comma-separated list, followed by the number of other names.</summary>
    public static string Format(IEnumerable<string> names)
    {
        var all = names.ToList();
        var list = string.Join(", ", all.Take(MaxNames));
        return all.Count > MaxNames ? $"{list} and {all.Count - MaxNames} more" : list;
    }

    /// <summary>Formats names with a leading colon and space. Returns an empty string if there are no names.</summary>
    public static string FormatWithColon(IEnumerable<string> names) =>
        Format(names) is { Length: > 0 } list ? $": {list}" : "";
}
