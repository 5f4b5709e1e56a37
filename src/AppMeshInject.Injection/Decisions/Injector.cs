
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Decides what becomes of a pod. The webhook and the command both ask it, so that they always agree.</summary>
/// <param name="settings">The settings.</param>
/// <param name="cluster">What is known of the cluster.</param>
public sealed class Injector(InjectorSettings settings, ClusterInfo cluster)
{
    /// <summary>The decision on a request that creates no pod.</summary>
    public static Decision NotAPodCreation(ReviewRequest request) => new() { Reason = Reason.NotAPodCreation, Detail = DecisionDetail.Of(request) };

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
        var options = new EffectivePodSettings(pod, @namespace, workload, settings, cluster);
        foreach (var rule in Rule.InOrder)
        {
            if (rule.Applies(options))
            {
                return Skip(options, rule.Reason);
            }
        }

        var faults = FindErrors(options);
        return faults.Count > 0 || options.Mesh is null ? Reject(options, faults) : Inject(options);
    }

    private static Decision Skip(EffectivePodSettings options, Reason reason)
    {
        var warnings = new WarningList();
        if (reason is Reason.HostNetwork or Reason.WindowsPod && options.Annotations.Injection is true)
        {
            AnnotationWarnings.AddNotPossible(reason, warnings);
        }

        // Nobody reads warnings of pods that the cluster makes for itself.
        if (reason is not (Reason.SystemNamespace or Reason.MirrorPod))
        {
            AnnotationWarnings.Find(options, warnings);
        }

        if (reason == Reason.AlreadyInjected)
        {
            ContainerWarnings.FindNamesTaken(options, warnings);
        }

        return new Decision { Reason = reason, Detail = DecisionDetail.Of(reason, options), Pod = options.Pod, Workload = options.Workload, Warnings = warnings.Shown() };
    }

    private static Decision Reject(EffectivePodSettings options, List<string> faults)
    {
        var reason = faults.Count > 0 ? Reason.InvalidAnnotation : Reason.NoMesh;
        var because = faults.Count > 0 ? DecisionDetail.Of(faults) : DecisionDetail.Of(reason, options);
        if (options.Mesh is null && !options.Pod.Annotations.ContainsKey(AnnotationCatalogue.Mesh.Key))
        {
            faults.Add($"no mesh is named: set {AnnotationCatalogue.Mesh.Key} on the pod, or mesh-name (MESH_NAME) on the injector");
        }

        var warnings = new WarningList();
        AnnotationWarnings.Find(options, warnings);
        return new Decision
        {
            Reason = reason,
            Detail = because,
            Rejection = string.Join("; ", faults),
            Errors = faults,
            Pod = options.Pod,
            Workload = options.Workload,
            Warnings = warnings.Shown(),
        };
    }

    private static Decision Inject(EffectivePodSettings options)
    {
        var redirection = Redirection.Of(options);
        var warnings = new WarningList();
        AnnotationWarnings.Find(options, warnings);
        ContainerWarnings.FindNamesTaken(options, warnings);
        WorkloadWarnings.Find(options, redirection, warnings);
        ContainerWarnings.Find(options, redirection, warnings);
        return new Decision
        {
            Reason = Reason.Injected,
            Detail = DecisionDetail.Of(Reason.Injected, options),
            Pod = options.Pod,
            Workload = options.Workload,
            VirtualNode = options.VirtualNode,
            Options = options,
            Redirection = redirection,
            Warnings = warnings.Shown(),
        };
    }

    private static List<string> FindErrors(EffectivePodSettings options)
    {
        var faults = new List<string>(options.Annotations.Errors);
        InjectionPlanner.AddFaults(options, faults);
        if (options.Annotations is { NativeSidecar: true } && options.Cluster.KnowsNoNativeSidecars)
        {
            var written = options.Pod.Annotations[AnnotationCatalogue.NativeSidecar.Key];
            faults.Add(new ValidationError(written, $"needs Kubernetes 1.{KubernetesVersion.FirstWithNativeSidecars} or later, and this is {options.Cluster.Version!.Text}")
                .Describe(AnnotationCatalogue.NativeSidecar.Key, written));
        }

        // The name is made of what the pod is called and owned by, which need not make one.
        if (ValueParsers.MeshName.Read(options.VirtualNode, out _) is { } fault)
        {
            faults.Add(fault.Describe($"{AnnotationCatalogue.VirtualNode.Key} is absent or malformed and no name can be made in its place", options.VirtualNode));
        }

        return faults;
    }
}
