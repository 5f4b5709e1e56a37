using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Decisions;

/// <summary>A decision together with the evaluation of every rule.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Steps">The rules in the order of their evaluation.</param>
/// <param name="Mesh">The mesh; null if none is configured.</param>
/// <param name="Plan">The planned changes; null if the pod is not injected.</param>
public sealed record Explanation(
    Decision Decision, IReadOnlyList<RuleStep> Steps, string? Mesh, InjectionPlan? Plan);
