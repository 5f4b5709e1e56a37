using System.Collections.Immutable;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>A rule that admits a pod without changes.</summary>
/// <param name="Reason">The reason of the decision if the rule matches.</param>
/// <param name="When">A phrase that describes when the rule matches.</param>
/// <param name="Applies">Returns whether the rule matches a pod.</param>
/// <param name="Inputs">Returns the values that the rule evaluates. Used by explanations only.</param>
public sealed record Rule(
    Reason Reason,
    string When,
    Func<EffectivePodSettings, bool> Applies,
    Func<EffectivePodSettings, IReadOnlyList<RuleInput>> Inputs)
{
    /// <summary>Gets the rules in the order of their evaluation. The first rule that matches decides.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        new(Reason.SystemNamespace, "the namespace is a system namespace or the injector's namespace",
            podSettings => SystemNamespaces.Contains(podSettings.Namespace, podSettings.Cluster.InjectorNamespace),
            podSettings =>
            [
                new("namespace", podSettings.Namespace),
                new("injector namespace", podSettings.Cluster.InjectorNamespace),
            ]),
        new(Reason.HostNetwork, "the pod uses the host network",
            podSettings => podSettings.Pod.HostNetwork,
            podSettings => [RuleInput.FromBoolean("spec.hostNetwork", podSettings.Pod.HostNetwork)]),
        new(Reason.WindowsPod, "the pod runs on Windows",
            podSettings => podSettings.Pod.IsWindows,
            podSettings =>
            [
                new("spec.os.name or spec.nodeSelector kubernetes.io/os", podSettings.Pod.IsWindows ? "windows" : null),
            ]),
        new(Reason.MirrorPod, "the pod is a mirror pod of a static pod",
            podSettings => podSettings.Pod.Annotations.ContainsKey(KnownKeys.MirrorAnnotation),
            podSettings => [RuleInput.FromAnnotation(podSettings, KnownKeys.MirrorAnnotation)]),
        new(Reason.DisabledByAnnotation, $"{AnnotationCatalogue.InjectionSwitch.Key} is disabled",
            podSettings => podSettings.Annotations.Injection is false,
            podSettings => [RuleInput.FromAnnotation(podSettings, AnnotationCatalogue.InjectionSwitch.Key)]),
        new(Reason.NotRequested,
            $"inject-default is false and {AnnotationCatalogue.InjectionSwitch.Key} is not enabled",
            podSettings => podSettings.Annotations.Injection is null && !podSettings.Settings.Mesh.InjectByDefault,
            podSettings =>
            [
                RuleInput.FromAnnotation(podSettings, AnnotationCatalogue.InjectionSwitch.Key),
                RuleInput.FromBoolean("setting inject-default", podSettings.Settings.Mesh.InjectByDefault),
            ]),
        new(Reason.AlreadyInjected, "the pod already has all sidecar containers",
            SidecarContainers.AreAllPresent,
            podSettings => [.. SidecarContainers.GetNames(podSettings).Select(name =>
                new RuleInput($"container {name}", podSettings.Pod.HasContainer(name) ? "present" : null))]),
    ];
}
