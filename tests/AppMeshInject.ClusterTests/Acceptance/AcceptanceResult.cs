namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>The API server's validation of an injected pod.</summary>
/// <param name="IsAccepted">Whether the API server would create the pod.</param>
/// <param name="InjectionErrors">The validation errors that the injection causes.</param>
/// <param name="SkipReason">The reason for which the pod was not validated; null where it was.</param>
public sealed record AcceptanceResult(
    bool IsAccepted, IReadOnlyList<string> InjectionErrors, string? SkipReason = null);
