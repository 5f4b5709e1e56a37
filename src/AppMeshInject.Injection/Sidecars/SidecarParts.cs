using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The containers that make up the injection of a pod, told by their names alone.</summary>
public static class SidecarParts
{
    private static readonly string[] Names = [SidecarNames.Envoy, SidecarNames.ProxyInit, SidecarNames.XRayDaemon];

    /// <summary>
    /// Whether a container of this name is a part: one that is added where the pod has none of that name. A daemon of X-Ray
    /// that the application brings along is part of the application where X-Ray is off.
    /// </summary>
    public static bool IsPart(PodOptions options, string name) => name switch
    {
        SidecarNames.Envoy => true,
        SidecarNames.ProxyInit => !options.UsesCni,
        SidecarNames.XRayDaemon => options.UsesXRay,
        _ => false,
    };

    /// <summary>Whether a container of this name is a part that the pod lacks.</summary>
    public static bool AreLacking(PodOptions options, string name) => IsPart(options, name) && !options.Pod.HasContainer(name);

    /// <summary>The names of the parts.</summary>
    public static IEnumerable<string> Of(PodOptions options) => Names.Where(name => IsPart(options, name));

    /// <summary>Whether the pod has every part.</summary>
    public static bool AreComplete(PodOptions options) => !Array.Exists(Names, name => AreLacking(options, name));
}
