using System.Collections.Immutable;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>A rule by which a pod is left as it is.</summary>
/// <param name="Reason">The reason it gives.</param>
/// <param name="When">When it applies, in words.</param>
/// <param name="Applies">Whether it applies.</param>
/// <param name="Inputs">What it looks at. Only an explanation asks.</param>
public sealed record Rule(Reason Reason, string When, Func<EffectivePodSettings, bool> Applies, Func<EffectivePodSettings, IReadOnlyList<RuleInput>> Inputs)
{
    /// <summary>The rules in order: the first that applies decides.</summary>
    public static ImmutableArray<Rule> InOrder { get; } =
    [
        new(Reason.SystemNamespace, "the namespace is one of Kubernetes' own or the injector's",
            options => IsSystem(options.Namespace, options.Cluster.InjectorNamespace),
            options => [new("namespace", options.Namespace), new("the injector's namespace", options.Cluster.InjectorNamespace)]),
        new(Reason.HostNetwork, "the pod shares the network of its node",
            options => options.Pod.HostNetwork,
            options => [RuleInput.Of("spec.hostNetwork", options.Pod.HostNetwork)]),
        new(Reason.WindowsPod, "the pod runs on Windows",
            options => options.Pod.IsWindows,
            options => [new("spec.os.name or spec.nodeSelector kubernetes.io/os", options.Pod.IsWindows ? "windows" : null)]),
        new(Reason.MirrorPod, "the pod mirrors a static pod",
            options => options.Pod.Annotations.ContainsKey(KnownKeys.MirrorAnnotation),
            options => [RuleInput.OfAnnotation(options, KnownKeys.MirrorAnnotation)]),
        new(Reason.DisabledByAnnotation, $"{AnnotationCatalogue.InjectionSwitch.Key} is disabled",
            options => options.Annotations.Injection is false,
            options => [RuleInput.OfAnnotation(options, AnnotationCatalogue.InjectionSwitch.Key)]),
        new(Reason.NotRequested, $"inject-default is false and {AnnotationCatalogue.InjectionSwitch.Key} is not enabled",
            options => options.Annotations.Injection is null && !options.Settings.Mesh.InjectByDefault,
            options => [RuleInput.OfAnnotation(options, AnnotationCatalogue.InjectionSwitch.Key), RuleInput.Of("setting inject-default", options.Settings.Mesh.InjectByDefault)]),
        new(Reason.AlreadyInjected, "the pod has every container that would be added",
            SidecarContainers.AreComplete,
            options => [.. SidecarContainers.Of(options).Select(name => new RuleInput($"container {name}", options.Pod.HasContainer(name) ? "there" : null))]),
    ];

    private static bool IsSystem(string @namespace, string injectorNamespace) =>
        @namespace is "kube-system" or "kube-public" or "kube-node-lease" || @namespace == injectorNamespace;
}
