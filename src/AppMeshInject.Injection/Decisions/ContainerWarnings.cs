using System.Collections.Immutable;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds containers of the pod that will not work as their author expects.</summary>
internal static class ContainerWarnings
{
    /// <summary>Finds containers of the pod's own by the name of a part: those that no injection before this one lists.</summary>
    public static void FindNamesTaken(EffectivePodSettings options, WarningList warnings)
    {
        IReadOnlySet<string>? injected = null;
        FindNamesTaken(options.Pod.InitContainers, options, warnings, ref injected);
        FindNamesTaken(options.Pod.Containers, options, warnings, ref injected);
    }

    private static void FindNamesTaken(ImmutableArray<ContainerView> containers, EffectivePodSettings options, WarningList warnings, ref IReadOnlySet<string>? injected)
    {
        foreach (var container in containers)
        {
            if (!warnings.HasRoomFor(WarningKind.ContainerNameTaken))
            {
                break;
            }

            if (SidecarContainers.IsPart(options, container.Name)
                && !(injected ??= StatusAnnotation.ContainersIn(options.Pod)).Contains(container.Name))
            {
                warnings.Add(WarningKind.ContainerNameTaken,
                    $"the pod has a container {container.Name} of its own, which is taken to be the injector's: rename it if it is not");
            }
        }
    }

    /// <summary>Finds containers whose traffic does not go the way that is expected, the application's own sidecars among them.</summary>
    public static void Find(EffectivePodSettings options, Redirection redirection, WarningList warnings)
    {
        foreach (var container in options.Pod.InitContainers)
        {
            if (container.RestartsAlways)
            {
                Find(container, options, redirection, warnings);
            }
        }

        foreach (var container in options.Pod.Containers)
        {
            Find(container, options, redirection, warnings);
        }
    }

    private static void Find(ContainerView container, EffectivePodSettings options, Redirection redirection, WarningList warnings)
    {
        if (SidecarContainers.IsPart(options, container.Name))
        {
            return;
        }

        if ((container.RunAsUser ?? options.Pod.RunAsUser) == SidecarNames.ProxyUser && warnings.HasRoomFor(WarningKind.ProxyUserTaken))
        {
            warnings.Add(WarningKind.ProxyUserTaken,
                $"container {ValidationError.Quote(container.Name)} runs as user {SidecarNames.ProxyUser}, which is Envoy's, so its traffic does not pass Envoy: give it another runAsUser");
        }

        foreach (var probe in container.Probes)
        {
            if (probe.PortOf(container) is { } port && redirection.Ports.Contains(port) && warnings.HasRoomFor(WarningKind.ProbeIntercepted))
            {
                warnings.Add(WarningKind.ProbeIntercepted,
                    $"the {probe.Field} of container {ValidationError.Quote(container.Name)} asks port {port}, which Envoy intercepts: it fails where Envoy demands a client certificate; probe a port that {AnnotationCatalogue.Ports.Key} leaves out");
                break;
            }
        }
    }
}
