using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The containers that make up the injection of a pod, told by their names alone.</summary>
public static class SidecarContainers
{
    private static readonly string[] Names = [SidecarNames.Envoy, SidecarNames.ProxyInit, SidecarNames.XRayDaemon];

    /// <summary>
    /// Whether a container of this name is a part: one that is added where the pod has none of that name. A daemon of X-Ray
    /// that the application brings along is part of the application where X-Ray is off.
    /// </summary>
    public static bool IsSidecar(EffectivePodSettings podSettings, string name) => name switch
    {
        SidecarNames.Envoy => true,
        SidecarNames.ProxyInit => !podSettings.UsesCni,
        SidecarNames.XRayDaemon => podSettings.UsesXRay,
        _ => false,
    };

    /// <summary>Whether a container of this name is a part that the pod lacks.</summary>
    public static bool IsMissing(EffectivePodSettings podSettings, string name) => IsSidecar(podSettings, name) && !podSettings.Pod.HasContainer(name);

    /// <summary>
    /// The container that kubectl logs and exec are to mean, so that they go on to mean the application wherever Envoy is put: the
    /// first of the application's. Null where the pod says it, or has none with a name.
    /// </summary>
    public static string? GetDefaultContainer(EffectivePodSettings podSettings)
    {
        if (podSettings.Pod.Annotations.ContainsKey(KnownKeys.DefaultContainerAnnotation))
        {
            return null;
        }

        foreach (var container in podSettings.Pod.Containers)
        {
            if (!IsSidecar(podSettings, container.Name) && container.Name.Length > 0)
            {
                return container.Name;
            }
        }

        return null;
    }

    /// <summary>The names of the parts.</summary>
    public static IEnumerable<string> GetNames(EffectivePodSettings podSettings) => Names.Where(name => IsSidecar(podSettings, name));

    /// <summary>Whether the pod has every part.</summary>
    public static bool AreAllPresent(EffectivePodSettings podSettings)
    {
        foreach (var name in Names)
        {
            if (IsMissing(podSettings, name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the pod has a container that is named as a part, be it one or not.</summary>
    public static bool IsAnyPresent(PodView pod)
    {
        foreach (var name in Names)
        {
            if (pod.HasContainer(name))
            {
                return true;
            }
        }

        return false;
    }
}
