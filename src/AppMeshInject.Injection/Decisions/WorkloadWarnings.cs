
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds what will not work as expected of a pod as a whole that is injected.</summary>
internal static class WorkloadWarnings
{
    private const int DefaultGracePeriod = 30;

    public static void Find(EffectivePodSettings options, Redirection redirection, WarningList warnings)
    {
        if (!options.UsesNativeSidecars)
        {
            FindWithoutNativeSidecars(options, warnings);
        }

        // An empty annotation asks for just that.
        if (redirection.Ports.Count == 0 && options.Annotations.Ports is null)
        {
            warnings.Add(WarningKind.NoPorts,
                $"no port was found, so incoming traffic does not pass Envoy: declare containerPorts or set {AnnotationCatalogue.Ports.Key}");
        }

        if (redirection.LeavesPortsOut)
        {
            warnings.Add(WarningKind.TooManyPorts,
                $"the pod has more than {ValueParsers.MostPorts} ports, and only {redirection.AppPorts} pass Envoy: choose with {AnnotationCatalogue.Ports.Key}");
        }
    }

    private static void FindWithoutNativeSidecars(EffectivePodSettings options, WarningList warnings)
    {
        if (options.Workload.RunsToCompletion)
        {
            warnings.Add(WarningKind.JobWithoutNativeSidecar,
                $"this {options.Workload.Kind} will not complete by itself, because Envoy goes on: set "
                + NativeSidecarOr(options) + $"{AnnotationCatalogue.InjectionSwitch.Key} to disabled");
        }

        var delay = options.Settings.Lifecycle.PreStopDelay;
        var grace = options.Pod.TerminationGracePeriodSeconds ?? DefaultGracePeriod;
        if (delay > 0 && delay >= grace)
        {
            warnings.Add(WarningKind.PreStopDelayTooLong,
                $"Envoy stops {delay} s after the pod is told to (prestop-delay), but the pod is killed after {grace} s: raise terminationGracePeriodSeconds above {delay}");
        }

        if (InitContainerBehindRedirect(options) is { } init)
        {
            warnings.Add(WarningKind.InitContainersWithoutNetwork,
                $"init container {ValidationError.Quote(init)} will have no network, because traffic is redirected before Envoy runs: "
                + (options.Cluster.KnowsNoNativeSidecars ? "" : $"set {AnnotationCatalogue.NativeSidecar.Key} to enabled, or ")
                + $"run it as user {SidecarNames.ProxyUser}");
        }
    }

    // Advice that this server could not follow is none.
    private static string NativeSidecarOr(EffectivePodSettings options) => options.Cluster.KnowsNoNativeSidecars
        ? ""
        : $"{AnnotationCatalogue.NativeSidecar.Key} to enabled (Kubernetes 1.{KubernetesVersion.FirstWithNativeSidecars} and later) or ";

    // The first init container that starts when the redirect is in place and Envoy is not: with the CNI plugin every one,
    // else those behind a proxyinit that the pod brought along. One that keeps running has its network once Envoy runs.
    private static string? InitContainerBehindRedirect(EffectivePodSettings options)
    {
        var pod = options.Pod;
        var proxyInit = pod.IndexOfInitContainer(SidecarNames.ProxyInit);
        if (!options.UsesCni && proxyInit < 0)
        {
            return null;
        }

        foreach (var container in pod.InitContainers.AsSpan()[(options.UsesCni ? 0 : proxyInit + 1)..])
        {
            if (!container.RestartsAlways
                && !SidecarContainers.IsPart(options, container.Name)
                && (container.RunAsUser ?? pod.RunAsUser) != SidecarNames.ProxyUser)
            {
                return container.Name;
            }
        }

        return null;
    }
}
