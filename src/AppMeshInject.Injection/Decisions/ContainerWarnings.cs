using System.Collections.Immutable;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds containers that do not work as expected in an injected pod.</summary>
internal static class ContainerWarnings
{
    /// <summary>
    /// Adds warnings for containers that have the name of a sidecar container, unless a previous injection added them.
    /// </summary>
    public static void FindNameConflicts(EffectivePodSettings podSettings, WarningList warnings)
    {
        IReadOnlySet<string>? injected = null;
        FindNameConflicts(podSettings.Pod.InitContainers, podSettings, warnings, ref injected);
        FindNameConflicts(podSettings.Pod.Containers, podSettings, warnings, ref injected);
    }

    private static void FindNameConflicts(
        ImmutableArray<ContainerView> containers,
        EffectivePodSettings podSettings,
        WarningList warnings,
        ref IReadOnlySet<string>? injected)
    {
        foreach (var container in containers)
        {
            if (!warnings.CanAdd(WarningKind.ContainerNameConflict))
            {
                break;
            }

            if (SidecarContainers.IsSidecar(podSettings, container.Name)
                && !(injected ??= InjectStatusReader.ReadContainerNames(podSettings.Pod)).Contains(container.Name))
            {
                warnings.Add(WarningKind.ContainerNameConflict,
                    $"container {container.Name} of the pod has the name of a sidecar container and is used in its "
                    + "place; rename it if it is not the sidecar");
            }
        }
    }

    /// <summary>
    /// Adds warnings for containers whose traffic or probes do not work as expected. Includes native sidecars of the
    /// application, but not other init containers.
    /// </summary>
    public static void Find(EffectivePodSettings podSettings, Redirection redirection, WarningList warnings)
    {
        foreach (var container in podSettings.Pod.InitContainers)
        {
            if (container.RestartsAlways)
            {
                Find(container, podSettings, redirection, warnings);
            }
        }

        foreach (var container in podSettings.Pod.Containers)
        {
            Find(container, podSettings, redirection, warnings);
        }
    }

    private static void Find(
        ContainerView container, EffectivePodSettings podSettings, Redirection redirection, WarningList warnings)
    {
        if (SidecarContainers.IsSidecar(podSettings, container.Name))
        {
            return;
        }

        if ((container.RunAsUser ?? podSettings.Pod.RunAsUser) == SidecarNames.ProxyUser
            && warnings.CanAdd(WarningKind.ProxyUserConflict))
        {
            warnings.Add(WarningKind.ProxyUserConflict,
                $"container {ValidationError.Quote(container.Name)} runs as user {SidecarNames.ProxyUser} of Envoy, so "
                + "its traffic bypasses Envoy; use another runAsUser");
        }

        foreach (var probe in container.Probes)
        {
            if (probe.GetPort(container) is { } port
                && redirection.Ports.Contains(port)
                && warnings.CanAdd(WarningKind.ProbeIntercepted))
            {
                warnings.Add(WarningKind.ProbeIntercepted,
                    $"{probe.Field} of container {ValidationError.Quote(container.Name)}: Envoy intercepts port "
                    + $"{port}, so the probe fails if Envoy requires client certificates; probe a port that "
                    + $"{AnnotationCatalogue.Ports.Key} excludes");
                break;
            }
        }
    }
}
