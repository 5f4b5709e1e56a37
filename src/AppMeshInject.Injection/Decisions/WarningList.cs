namespace AppMeshInject.Injection.Decisions;

/// <summary>Collects the warnings of one admission. A pod may give cause for very many, and few can be shown.</summary>
internal sealed class WarningList
{
    private List<Warning>? _found;

    /// <summary>Whether another warning of this kind would be shown, or tell that there are more.</summary>
    public bool HasRoomFor(WarningKind kind) => _found is null || _found.Count(warning => warning.Kind == kind) <= Warning.MaxCount;

    /// <summary>Adds a warning.</summary>
    public void Add(WarningKind kind, string text) => (_found ??= []).Add(new Warning(kind, text));

    /// <summary>The warnings that are shown: of every kind the first before the second of any, so that none hides another kind.</summary>
    public IReadOnlyList<Warning> Shown()
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
            new Warning(WarningKind.More, "more warnings are not shown: mend these first"),
        ];
    }
}
