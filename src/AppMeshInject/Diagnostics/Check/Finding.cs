namespace AppMeshInject.Diagnostics.Check;

/// <summary>A problem that a check found.</summary>
/// <param name="Kind">The kind of the finding.</param>
/// <param name="Problem">The problem, a single sentence.</param>
/// <param name="Fix">How to fix the problem, a single sentence.</param>
internal sealed record Finding(FindingKind Kind, string Problem, string Fix);
