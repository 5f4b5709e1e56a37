using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Decides what becomes of a pod. The webhook and the command both ask it, so that they always agree.</summary>
/// <param name="settings">The settings.</param>
/// <param name="cluster">What is known of the cluster.</param>
public sealed class Injector(InjectorSettings settings, ClusterFacts cluster)
{
    // As many as there are annotations, so that a malformed one is not left out for another's sake. Volumes and paths have a
    // fault each, so that very many of those in one annotation still crowd out what comes after them.
    private static readonly int MostFaultsShown = AnnotationCatalogue.All.Count;

    /// <summary>The decision on a request that creates no pod.</summary>
    public static Decision NotAPodCreation { get; } = new() { Reason = Reason.NotAPodCreation };

    /// <summary>Decides on a pod that is created.</summary>
    /// <param name="pod">The pod as received.</param>
    /// <param name="namespace">The namespace of the request.</param>
    public Decision Decide(PodView pod, string @namespace) => Decide(pod, @namespace, Workload.Of(pod));

    /// <summary>Decides on a pod that is created for a workload that is known.</summary>
    /// <param name="pod">The pod as received, or the template of such a pod.</param>
    /// <param name="namespace">The namespace of the request.</param>
    /// <param name="workload">The workload it belongs to.</param>
    public Decision Decide(PodView pod, string @namespace, Workload workload)
    {
        var options = new PodOptions(pod, @namespace, workload, settings, cluster);
        foreach (var rule in Rule.InOrder)
        {
            if (rule.Applies(options))
            {
                return LeaveAsItIs(options, rule.Reason);
            }
        }

        var faults = Faults(options);
        return faults.Count > 0 || options.Mesh is null ? Refuse(options, faults) : Inject(options);
    }

    private static Decision LeaveAsItIs(PodOptions options, Reason reason)
    {
        IEnumerable<Warning> warnings = reason switch
        {
            Reason.SystemNamespace or Reason.MirrorPod => [],
            Reason.HostNetwork or Reason.WindowsPod when options.Annotations.Injection is true =>
                Warnings.OfAnnotations(options).Prepend(Warnings.NotPossible(reason)),
            Reason.AlreadyInjected => Warnings.OfAnnotations(options).Concat(Warnings.OfNamesTaken(options)),
            _ => Warnings.OfAnnotations(options),
        };
        return new Decision { Reason = reason, Pod = options.Pod, Workload = options.Workload, Warnings = Warnings.AtMost(warnings) };
    }

    private static Decision Refuse(PodOptions options, List<string> faults)
    {
        var reason = faults.Count > 0 ? Reason.InvalidAnnotation : Reason.NoMesh;
        if (options.Mesh is null && !options.Pod.Annotations.ContainsKey(AnnotationCatalogue.Mesh.Key))
        {
            faults.Add($"no mesh is named: set {AnnotationCatalogue.Mesh.Key} on the pod, or mesh-name (MESH_NAME) on the injector");
        }

        var shown = string.Join("; ", faults.Take(MostFaultsShown));
        return new Decision
        {
            Reason = reason,
            Refusal = faults.Count > MostFaultsShown ? $"{shown}; and {faults.Count - MostFaultsShown} more" : shown,
            Pod = options.Pod,
            Workload = options.Workload,
            Warnings = Warnings.AtMost(Warnings.OfAnnotations(options)),
        };
    }

    private static Decision Inject(PodOptions options)
    {
        var redirection = Redirection.Of(options);
        var warnings = Warnings.OfAnnotations(options)
            .Concat(Warnings.OfNamesTaken(options))
            .Concat(Warnings.OfInjection(options, redirection));
        return new Decision
        {
            Reason = Reason.Injected,
            Pod = options.Pod,
            Workload = options.Workload,
            VirtualNode = options.VirtualNode,
            Plan = InjectionPlanner.Plan(options, redirection),
            Warnings = Warnings.AtMost(warnings),
        };
    }

    private static List<string> Faults(PodOptions options)
    {
        var faults = new List<string>(options.Annotations.Faults);
        faults.AddRange(InjectionPlanner.Faults(options));
        if (options.Annotations is { NativeSidecar: true } && options.Cluster.Version is { Minor: < KubernetesVersion.FirstWithNativeSidecars } version)
        {
            var written = options.Pod.Annotations[AnnotationCatalogue.NativeSidecar.Key];
            faults.Add(new Fault(written, $"needs Kubernetes 1.{KubernetesVersion.FirstWithNativeSidecars} or later, and this is {version.Text}")
                .Describe(AnnotationCatalogue.NativeSidecar.Key, written));
        }

        // The name is made of what the pod is called and owned by, which need not make one.
        if (Forms.MeshName.Read(options.VirtualNode, out _) is { } fault)
        {
            faults.Add(fault.Describe($"{AnnotationCatalogue.VirtualNode.Key} is absent or malformed, and the name made in its place", options.VirtualNode));
        }

        return faults;
    }
}
