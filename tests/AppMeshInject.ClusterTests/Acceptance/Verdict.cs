namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>What came of asking the API server about an injected pod.</summary>
/// <param name="IsTaken">Whether it would create it.</param>
/// <param name="Complaints">What it has against the injection.</param>
/// <param name="Skipped">Why it was not asked.</param>
public sealed record Verdict(bool IsTaken, IReadOnlyList<string> Complaints, string? Skipped = null);
