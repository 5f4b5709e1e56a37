using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The containers that the injector adds, identified by name.</summary>
public static class SidecarContainers
{
    private static readonly string[] Names = [SidecarNames.Envoy, SidecarNames.ProxyInit, SidecarNames.XRayDaemon];

    /// <summary>
    /// Returns whether a container with this name is a sidecar container of the pod. If X-Ray tracing is disabled, a
    /// container <c>xray-daemon</c> belongs to the application.
    /// </summary>
    public static bool IsSidecar(EffectivePodSettings podSettings, string name) => name switch
    {
        SidecarNames.Envoy => true,
        SidecarNames.ProxyInit => !podSettings.UsesCni,
        SidecarNames.XRayDaemon => podSettings.UsesXRay,
        _ => false,
    };

    /// <summary>Returns whether the injector must add the container with this name.</summary>
    public static bool IsMissing(EffectivePodSettings podSettings, string name) =>
        IsSidecar(podSettings, name) && !podSettings.Pod.HasContainer(name);

    /// <summary>
    /// Returns the default container of <c>kubectl logs</c> and <c>kubectl exec</c>: the first container of the
    /// application, even if Envoy is inserted before it.
    /// </summary>
    /// <returns>
    /// The name; null if the pod already has the annotation, or its application has no named container.
    /// </returns>
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

    /// <summary>Returns the names of the containers that an injected pod has.</summary>
    public static IEnumerable<string> GetNames(EffectivePodSettings podSettings) =>
        Names.Where(name => IsSidecar(podSettings, name));

    /// <summary>Returns whether the pod already has all containers that the injector adds.</summary>
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

    /// <summary>
    /// Returns whether the pod has a container with the name of a sidecar, even if the container belongs to the
    /// application.
    /// </summary>
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
