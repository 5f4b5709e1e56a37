using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>The pod for which a <see cref="PatchTemplate"/> is planned.</summary>
internal static class TemplatePod
{
    /// <summary>
    /// Returns the settings of a template pod: it has the same key as the given pod, and tokens instead of values.
    /// </summary>
    /// <param name="podSettings">The effective settings of the given pod.</param>
    public static EffectivePodSettings Create(EffectivePodSettings podSettings)
    {
        var tokens = PatchPlaceholders.Tokens;
        var hasDefault = SidecarContainers.GetDefaultContainer(podSettings) is not null;
        var pod = new PodView
        {
            PresentFields = podSettings.Pod.PresentFields,
            Containers = hasDefault ? [new ContainerView { Name = tokens.DefaultContainer }] : [],
        };
        var annotations = new PodAnnotations
        {
            Mesh = tokens.Mesh,
            VirtualNode = tokens.VirtualNode,
            Cni = podSettings.UsesCni,
            NativeSidecar = podSettings.UsesNativeSidecars,
            WaitUntilProxyReady = podSettings.WaitsUntilProxyReady,
            Ipv6 = podSettings.RedirectsIpv6,
            Preview = podSettings.Preview,
            Sds = podSettings.UsesSds,
        };
        return new EffectivePodSettings(
            pod, annotations, podSettings.Namespace, podSettings.Workload, podSettings.Settings, podSettings.Cluster);
    }
}
