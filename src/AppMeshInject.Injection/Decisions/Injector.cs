using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Decides whether a pod is injected. Used by the webhook and by the commands.</summary>
/// <param name="settings">The settings of the injector.</param>
/// <param name="cluster">The known properties of the cluster.</param>
public sealed class Injector(InjectorSettings settings, ClusterInfo cluster)
{
    /// <summary>Plans the changes to a pod.</summary>
    /// <param name="decision">The decision on the pod.</param>
    /// <returns>The plan; null if the pod is not injected.</returns>
    public static InjectionPlan? Plan(Decision decision) =>
        decision is { PodSettings: { } podSettings, Redirection: { } redirection }
            ? InjectionPlanner.Plan(podSettings, redirection)
            : null;

    /// <summary>Decides on a pod. The workload is derived from the owner of the pod.</summary>
    /// <param name="pod">The pod as received from the API server.</param>
    /// <param name="namespace">The namespace of the request.</param>
    public Decision Decide(PodView pod, string @namespace) => Decide(pod, @namespace, Workload.FromPod(pod));

    /// <summary>Decides on a pod of a known workload.</summary>
    /// <param name="pod">The pod as received from the API server, or the pod template of a workload.</param>
    /// <param name="namespace">The namespace of the request.</param>
    /// <param name="workload">The workload that the pod belongs to.</param>
    public Decision Decide(PodView pod, string @namespace, Workload workload)
    {
        var podSettings = new EffectivePodSettings(pod, @namespace, workload, settings, cluster);
        foreach (var rule in Rule.All)
        {
            if (rule.Applies(podSettings))
            {
                return Skip(podSettings, rule.Reason);
            }
        }

        var errors = FindErrors(podSettings);
        return errors.Count > 0 || podSettings.Mesh is null ? Reject(podSettings, errors) : Inject(podSettings);
    }

    private static Decision Skip(EffectivePodSettings podSettings, Reason reason)
    {
        var warnings = new WarningList();
        if (reason is Reason.HostNetwork or Reason.WindowsPod && podSettings.Annotations.Injection is true)
        {
            AnnotationWarnings.AddInjectionNotPossible(reason, warnings);
        }

        // Cluster components create these pods; no user sees the warnings.
        if (reason is not (Reason.SystemNamespace or Reason.MirrorPod))
        {
            AnnotationWarnings.Find(podSettings, warnings);
        }

        if (reason == Reason.AlreadyInjected)
        {
            ContainerWarnings.FindNameConflicts(podSettings, warnings);
        }

        return new Decision
        {
            Reason = reason,
            Detail = DecisionDetail.Format(reason, podSettings),
            Pod = podSettings.Pod,
            Workload = podSettings.Workload,
            Warnings = warnings.GetLimited(),
        };
    }

    private static Decision Reject(EffectivePodSettings podSettings, List<string> errors)
    {
        var reason = errors.Count > 0 ? Reason.InvalidAnnotation : Reason.NoMesh;
        var detail = errors.Count > 0 ? DecisionDetail.Format(errors) : DecisionDetail.Format(reason, podSettings);
        if (podSettings.Mesh is null && !podSettings.Pod.Annotations.ContainsKey(AnnotationCatalogue.Mesh.Key))
        {
            errors.Add(
                $"no mesh is configured; set {AnnotationCatalogue.Mesh.Key} on the pod, or mesh-name (MESH_NAME) on "
                + "the injector");
        }

        var warnings = new WarningList();
        AnnotationWarnings.Find(podSettings, warnings);
        return new Decision
        {
            Reason = reason,
            Detail = detail,
            Rejection = string.Join("; ", errors),
            Errors = errors,
            Pod = podSettings.Pod,
            Workload = podSettings.Workload,
            Warnings = warnings.GetLimited(),
        };
    }

    private static Decision Inject(EffectivePodSettings podSettings)
    {
        var redirection = Redirection.Create(podSettings);
        var warnings = new WarningList();
        AnnotationWarnings.Find(podSettings, warnings);
        ContainerWarnings.FindNameConflicts(podSettings, warnings);
        WorkloadWarnings.Find(podSettings, redirection, warnings);
        ContainerWarnings.Find(podSettings, redirection, warnings);
        return new Decision
        {
            Reason = Reason.Injected,
            Detail = DecisionDetail.Format(Reason.Injected, podSettings),
            Pod = podSettings.Pod,
            Workload = podSettings.Workload,
            VirtualNode = podSettings.VirtualNode,
            PodSettings = podSettings,
            Redirection = redirection,
            Warnings = warnings.GetLimited(),
        };
    }

    private static List<string> FindErrors(EffectivePodSettings podSettings)
    {
        var errors = new List<string>(podSettings.Annotations.Errors);
        InjectionPlanner.AddErrors(podSettings, errors);
        if (podSettings.Annotations is { NativeSidecar: true } && podSettings.Cluster.LacksNativeSidecars)
        {
            var value = podSettings.Pod.Annotations[AnnotationCatalogue.NativeSidecar.Key];
            var problem = $"requires Kubernetes 1.{KubernetesVersion.FirstMinorWithNativeSidecars} or later; "
                + $"this cluster runs {podSettings.Cluster.Version!.Text}";
            errors.Add(new ValidationError(value, problem).Format(AnnotationCatalogue.NativeSidecar.Key, value));
        }

        // The default name is derived from the names of the pod and its owner, which can exceed the limits of App Mesh.
        if (ValueParsers.MeshName.Parse(podSettings.VirtualNode, out _) is { } error)
        {
            errors.Add(error.Format(
                $"{AnnotationCatalogue.VirtualNode.Key} is absent or malformed, and the default name is invalid",
                podSettings.VirtualNode));
        }

        return errors;
    }
}
