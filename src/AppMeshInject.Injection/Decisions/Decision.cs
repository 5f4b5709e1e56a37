using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>What becomes of an admission.</summary>
public sealed record Decision
{
    /// <summary>Why.</summary>
    public required Reason Reason { get; init; }

    /// <summary>What decided: the inputs of the rule that applied, in a few words without any value that could be a secret.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether the pod is let through.</summary>
    public bool IsAllowed => Reason is not (Reason.InvalidAnnotation or Reason.NoMesh);

    /// <summary>What to do, told to whoever created the pod; only where it is refused.</summary>
    public string? Rejection { get; init; }

    /// <summary>The same, one sentence for each fault.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Warnings for whoever created the pod.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>The pod; null where the request is not about one.</summary>
    public PodView? Pod { get; init; }

    /// <summary>The workload of the pod.</summary>
    public Workload Workload { get; init; }

    /// <summary>The virtual node; only where the pod is injected.</summary>
    public string? VirtualNode { get; init; }

    /// <summary>What is added; only where the pod is injected. Made for whoever asks: an admission mostly has its patch ready.</summary>
    public InjectionPlan? Plan => Redirection is null ? null : field ??= InjectionPlanner.Plan(Options!, Redirection);

    /// <summary>What the pod gets; only where it is injected.</summary>
    internal EffectivePodSettings? Options { get; init; }

    /// <summary>Which traffic of it is redirected; only where it is injected.</summary>
    internal Redirection? Redirection { get; init; }
}
