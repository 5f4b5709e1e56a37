namespace AppMeshInject.Diagnostics.Check;

/// <summary>The inspected parts of an installation.</summary>
/// <param name="Replicas">The number of replicas.</param>
/// <param name="Images">The distinct images of the replicas.</param>
/// <param name="Version">The version of the injector; null if it is unknown.</param>
/// <param name="SettingsHash">The hash of the settings in effect; null if they are unknown.</param>
/// <param name="DryRunNamespace">The namespace of the dry run; null if there was none.</param>
/// <param name="Namespaces">The namespaces in the mesh.</param>
/// <param name="Pods">The number of running pods in these namespaces.</param>
internal sealed record CheckSummary(
    int Replicas,
    IReadOnlyList<string> Images,
    string? Version,
    string? SettingsHash,
    string? DryRunNamespace,
    IReadOnlyList<string> Namespaces,
    int Pods);
