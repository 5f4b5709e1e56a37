using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>The decision on an admission request.</summary>
public sealed record Decision
{
    /// <summary>Gets the reason.</summary>
    public required Reason Reason { get; init; }

    /// <summary>Gets the inputs of the rule that matched, as short text that is safe to log.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Gets whether the pod is admitted.</summary>
    public bool IsAllowed => Reason is not (Reason.InvalidAnnotation or Reason.NoMesh);

    /// <summary>Gets the message that the user receives if the pod is rejected; null if the pod is admitted.</summary>
    public string? Rejection { get; init; }

    /// <summary>Gets the errors that <see cref="Rejection"/> consists of; empty if the pod is admitted.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Gets the warnings for the user who created the pod.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Gets the pod; null if the request does not create a pod.</summary>
    public PodView? Pod { get; init; }

    /// <summary>Gets the workload of the pod.</summary>
    public Workload Workload { get; init; }

    /// <summary>Gets the virtual node; null if the pod is not injected.</summary>
    public string? VirtualNode { get; init; }

    /// <summary>Gets the effective settings of the pod; null if the pod is not injected.</summary>
    internal EffectivePodSettings? PodSettings { get; init; }

    /// <summary>Gets the traffic redirection of the pod; null if the pod is not injected.</summary>
    internal Redirection? Redirection { get; init; }
}
