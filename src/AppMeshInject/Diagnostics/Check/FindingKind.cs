namespace AppMeshInject.Diagnostics.Check;

/// <summary>A kind of finding.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Meaning">The description of the finding in the documentation.</param>
internal sealed record FindingKind(string Code, Severity Severity, string Meaning)
{
    /// <summary>Creates a finding of this kind.</summary>
    /// <param name="problem">The problem, a single sentence.</param>
    /// <param name="fix">How to fix the problem, a single sentence.</param>
    public Finding CreateFinding(string problem, string fix) => new(this, problem, fix);
}
