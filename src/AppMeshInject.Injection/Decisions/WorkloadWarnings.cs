using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds pod-level properties that do not work as expected in an injected pod.</summary>
internal static class WorkloadWarnings
{
    // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
    private const int DefaultGracePeriodSeconds = 30;

    /// <summary>Adds warnings for a pod that is injected.</summary>
    public static void Find(EffectivePodSettings podSettings, Redirection redirection, WarningList warnings)
    {
        if (!podSettings.UsesNativeSidecars)
        {
            FindWithoutNativeSidecars(podSettings, warnings);
        }

        // An empty annotation means that the user wants no ports.
        if (redirection.Ports.Count == 0 && podSettings.Annotations.Ports is null)
        {
            warnings.Add(WarningKind.NoPorts,
                "the pod has no ports, so incoming traffic bypasses Envoy; declare containerPorts or set "
                + AnnotationCatalogue.Ports.Key);
        }

        if (redirection.HasOmittedPorts)
        {
            warnings.Add(WarningKind.TooManyPorts,
                $"the pod has more than {ValueParsers.MaxPorts} ports, and only {redirection.AppPorts} are redirected "
                + $"to Envoy; select ports with {AnnotationCatalogue.Ports.Key}");
        }
    }

    private static void FindWithoutNativeSidecars(EffectivePodSettings podSettings, WarningList warnings)
    {
        if (podSettings.Workload.RunsToCompletion)
        {
            warnings.Add(WarningKind.JobWithoutNativeSidecar,
                $"this {podSettings.Workload.Kind} never completes, because Envoy keeps running; set "
                + $"{GetNativeSidecarAdvice(podSettings)}{AnnotationCatalogue.InjectionSwitch.Key} to disabled");
        }

        var delay = podSettings.Settings.Lifecycle.PreStopDelay;
        var gracePeriod = podSettings.Pod.TerminationGracePeriodSeconds ?? DefaultGracePeriodSeconds;
        if (delay > 0 && delay >= gracePeriod)
        {
            warnings.Add(WarningKind.PreStopDelayTooLong,
                $"Envoy stops after {delay} s (prestop-delay), but the pod is killed after {gracePeriod} s; set "
                + $"terminationGracePeriodSeconds to more than {delay}");
        }

        if (FindInitContainerWithoutNetwork(podSettings) is { } name)
        {
            warnings.Add(WarningKind.InitContainersWithoutNetwork,
                $"init container {ValidationError.Quote(name)} has no network, because traffic is redirected before "
                + "Envoy runs; "
                + (podSettings.Cluster.LacksNativeSidecars
                    ? ""
                    : $"set {AnnotationCatalogue.NativeSidecar.Key} to enabled, or ")
                + $"run it as user {SidecarNames.ProxyUser}");
        }
    }

    // Native sidecars are suggested only if the cluster supports them.
    private static string GetNativeSidecarAdvice(EffectivePodSettings podSettings) =>
        podSettings.Cluster.LacksNativeSidecars
            ? ""
            : $"{AnnotationCatalogue.NativeSidecar.Key} to enabled "
                + $"(Kubernetes 1.{KubernetesVersion.FirstMinorWithNativeSidecars} and later) or ";

    // Finds the first init container that runs after the redirection is set up and before Envoy runs. In CNI mode these
    // are all init containers, otherwise those after a proxyinit container that the pod already had. A native sidecar
    // gets its network as soon as Envoy runs.
    private static string? FindInitContainerWithoutNetwork(EffectivePodSettings podSettings)
    {
        var pod = podSettings.Pod;
        var proxyInit = pod.IndexOfInitContainer(SidecarNames.ProxyInit);
        if (!podSettings.UsesCni && proxyInit < 0)
        {
            return null;
        }

        foreach (var container in pod.InitContainers.AsSpan()[(podSettings.UsesCni ? 0 : proxyInit + 1)..])
        {
            if (!container.RestartsAlways
                && !SidecarContainers.IsSidecar(podSettings, container.Name)
                && (container.RunAsUser ?? pod.RunAsUser) != SidecarNames.ProxyUser)
            {
                return container.Name;
            }
        }

        return null;
    }
}
