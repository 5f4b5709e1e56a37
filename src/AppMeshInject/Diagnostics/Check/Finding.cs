namespace AppMeshInject.Diagnostics.Check;

/// <summary>How bad a finding is.</summary>
internal enum Severity
{
    /// <summary>Pods do not get their sidecars, or cannot be created.</summary>
    Error,

    /// <summary>Some pods are not as they should be, or will not be.</summary>
    Warning,

    /// <summary>Good to know, and no reason to end with another exit code.</summary>
    Note,
}

/// <summary>What a check found.</summary>
/// <param name="Kind">What kind of finding it is.</param>
/// <param name="Wrong">What is wrong, one sentence.</param>
/// <param name="Mend">How to mend it, one sentence.</param>
internal sealed record Finding(FindingKind Kind, string Wrong, string Mend);

/// <summary>A kind of finding.</summary>
/// <param name="Code">A word that stays the same.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Meaning">What it means, for the documentation.</param>
internal sealed record FindingKind(string Code, Severity Severity, string Meaning)
{
    /// <summary>A finding of the kind.</summary>
    public Finding Of(string wrong, string mend) => new(this, wrong, mend);
}
