namespace AppMeshInject.Injection.Decisions;

/// <summary>Collects the warnings of an admission. A pod can cause many warnings; only a few are reported.</summary>
internal sealed class WarningList
{
    private List<Warning>? _found;

    /// <summary>Returns whether another warning of this kind could still be reported.</summary>
    /// <remarks>
    /// If it returns false, callers stop searching, which limits the work for pods with many problems.
    /// </remarks>
    public bool CanAdd(WarningKind kind) =>
        _found is null || _found.Count(warning => warning.Kind == kind) <= Warning.MaxCount;

    /// <summary>Adds a warning.</summary>
    public void Add(WarningKind kind, string text) => (_found ??= []).Add(new Warning(kind, text));

    /// <summary>
    /// Returns at most <see cref="Warning.MaxCount"/> warnings. The first warning of each kind precedes the second
    /// warning of any kind, so that no kind hides another.
    /// </summary>
    public IReadOnlyList<Warning> GetLimited()
    {
        if (_found is null || _found.Count <= Warning.MaxCount)
        {
            return _found ?? [];
        }

        return
        [
            .. _found.GroupBy(warning => warning.Kind)
                .SelectMany(kind => kind.Index())
                .OrderBy(warning => warning.Index)
                .Select(warning => warning.Item)
                .Take(Warning.MaxCount - 1),
            new Warning(WarningKind.MoreWarnings, "more warnings are not shown; fix the ones above first"),
        ];
    }
}
