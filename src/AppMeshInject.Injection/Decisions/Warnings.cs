using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds what will not work as its author expects, and says what to do about it.</summary>
internal static class Warnings
{
    private const int DefaultGracePeriod = 30;

    /// <summary>Warnings of a pod whatever becomes of it.</summary>
    public static IEnumerable<Warning> OfAnnotations(PodOptions options)
    {
        if (options.Annotations.UnknownSwitchValue is { } value)
        {
            yield return new(WarningKind.UnknownSwitchValue,
                $"{AnnotationCatalogue.InjectionSwitch.Key}: {Fault.Quote(value)} is not enabled or disabled and is ignored: write one of the two");
        }

        foreach (var key in options.Annotations.Unknown)
        {
            yield return new(WarningKind.UnknownAnnotation, UnknownAnnotation(key));
        }
    }

    /// <summary>The warning of a pod that asked to be injected and cannot be.</summary>
    public static Warning NotPossible(Reason reason) => new(WarningKind.NotPossible,
        $"{AnnotationCatalogue.InjectionSwitch.Key} is enabled, but "
        + (reason == Reason.HostNetwork ? "a pod with hostNetwork" : "a Windows pod")
        + " cannot join the mesh and is left as it is: remove the annotation, or "
        + (reason == Reason.HostNetwork ? "hostNetwork" : "run the pod on Linux"));

    /// <summary>Warnings of a pod that has a container of its own by the name of a part.</summary>
    public static IEnumerable<Warning> OfNamesTaken(PodOptions options)
    {
        if (options.Pod.Annotations.ContainsKey(AnnotationCatalogue.Status.Key))
        {
            yield break;
        }

        foreach (var container in options.Pod.InitContainers.Concat(options.Pod.Containers))
        {
            if (SidecarParts.Include(options, container.Name))
            {
                yield return new(WarningKind.ContainerNameTaken,
                    $"the pod has a container {container.Name} of its own, which is taken to be the injector's: rename it if it is not");
            }
        }
    }

    /// <summary>Warnings of a pod that is injected.</summary>
    public static IEnumerable<Warning> OfInjection(PodOptions options, Redirection redirection) =>
        OfWorkload(options).Concat(OfPorts(options, redirection)).Concat(OfContainers(options, redirection));

    /// <summary>Takes as many warnings as are shown. The others are never made: a pod may give cause for very many.</summary>
    public static IReadOnlyList<Warning> AtMost(IEnumerable<Warning> warnings)
    {
        var shown = warnings.Take(Warning.Most + 1).ToList();
        if (shown.Count > Warning.Most)
        {
            shown.RemoveRange(Warning.Most - 1, 2);
            shown.Add(new Warning(WarningKind.More, "more warnings are not shown: mend these first"));
        }

        return shown;
    }

    private static string UnknownAnnotation(string key)
    {
        var near = Suggestion.For(key[PodView.AnnotationPrefix.Length..], AnnotationCatalogue.All.Select(annotation => annotation.Name));
        return $"{Fault.Quote(key)} is no annotation of App Mesh and is ignored: "
            + (near is null ? "remove it" : $"did you mean {PodView.AnnotationPrefix}{near}?");
    }

    private static IEnumerable<Warning> OfWorkload(PodOptions options)
    {
        if (options.Workload.RunsToCompletion && !options.UsesNativeSidecars)
        {
            yield return new(WarningKind.JobWithoutNativeSidecar,
                $"this {options.Workload.Kind} will not complete by itself, because Envoy goes on: set {AnnotationCatalogue.NativeSidecar.Key} to enabled (Kubernetes 1.29 and later) or {AnnotationCatalogue.InjectionSwitch.Key} to disabled");
        }

        var delay = options.Settings.Lifecycle.PreStopDelay;
        var grace = options.Pod.TerminationGracePeriodSeconds ?? DefaultGracePeriod;
        if (!options.UsesNativeSidecars && delay > 0 && delay >= grace)
        {
            yield return new(WarningKind.PreStopDelayTooLong,
                $"Envoy stops {delay} s after the pod is told to (prestop-delay), but the pod is killed after {grace} s: raise terminationGracePeriodSeconds above {delay}");
        }
    }

    private static IEnumerable<Warning> OfPorts(PodOptions options, Redirection redirection)
    {
        // An empty annotation asks for just that.
        if (redirection.Ports.Count == 0 && options.Annotations.Ports is null)
        {
            yield return new(WarningKind.NoPorts,
                $"no port was found, so incoming traffic does not pass Envoy: declare containerPorts or set {AnnotationCatalogue.Ports.Key}");
        }

        if (redirection.LeavesPortsOut)
        {
            yield return new(WarningKind.TooManyPorts,
                $"the pod has more than {Forms.MostPorts} ports, and only {redirection.AppPorts} pass Envoy: choose with {AnnotationCatalogue.Ports.Key}");
        }
    }

    private static IEnumerable<Warning> OfContainers(PodOptions options, Redirection redirection)
    {
        var pod = options.Pod;
        if (!options.UsesNativeSidecars && InitContainersBehindRedirect(options) is { } init)
        {
            yield return new(WarningKind.InitContainersWithoutNetwork,
                $"init container {Fault.Quote(init)} will have no network, because traffic is redirected before Envoy runs: set {AnnotationCatalogue.NativeSidecar.Key} to enabled, or run it as user {SidecarNames.ProxyUser}");
        }

        foreach (var container in pod.Containers)
        {
            if (SidecarParts.Include(options, container.Name))
            {
                continue;
            }

            if ((container.RunAsUser ?? pod.RunAsUser) == SidecarNames.ProxyUser)
            {
                yield return new(WarningKind.ProxyUserTaken,
                    $"container {Fault.Quote(container.Name)} runs as user {SidecarNames.ProxyUser}, which is Envoy's, so its traffic does not pass Envoy: give it another runAsUser");
            }

            foreach (var probe in container.Probes)
            {
                if (probe.PortOf(container) is { } port && redirection.Ports.Contains(port))
                {
                    yield return new(WarningKind.ProbeIntercepted,
                        $"the {probe.Field} of container {Fault.Quote(container.Name)} asks port {port}, which Envoy intercepts: it fails where Envoy demands a client certificate; probe a port that {AnnotationCatalogue.Ports.Key} leaves out");
                    break;
                }
            }
        }
    }

    // The first init container that starts when the redirect is in place and Envoy is not: with the CNI plugin every one,
    // else those behind a proxyinit that the pod brought along. One that keeps running has its network once Envoy runs.
    private static string? InitContainersBehindRedirect(PodOptions options)
    {
        var pod = options.Pod;
        var proxyInit = pod.IndexOfInitContainer(SidecarNames.ProxyInit);
        if (!options.UsesCni && proxyInit < 0)
        {
            return null;
        }

        return pod.InitContainers
            .Skip(options.UsesCni ? 0 : proxyInit + 1)
            .FirstOrDefault(container => !container.RestartsAlways
                && !SidecarParts.Include(options, container.Name)
                && (container.RunAsUser ?? pod.RunAsUser) != SidecarNames.ProxyUser)
            ?.Name;
    }
}
