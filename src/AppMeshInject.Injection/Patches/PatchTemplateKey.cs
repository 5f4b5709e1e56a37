using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// Identifies a template: pods with the same key get patches that differ only in the values of
/// <see cref="PatchPlaceholders"/>.
/// </summary>
/// <param name="PresentFields">The fields that are present in the pod.</param>
/// <param name="AddsDefaultContainer">True if the annotation with the default container is added.</param>
/// <param name="Switches">The effective switches of the pod.</param>
internal readonly record struct PatchTemplateKey(
    PodFields PresentFields,
    bool AddsDefaultContainer,
    (bool UsesCni, bool UsesNativeSidecars, bool WaitsUntilProxyReady, bool RedirectsIpv6, bool Preview) Switches)
{
    /// <summary>Creates the key of a pod.</summary>
    /// <returns>
    /// The key; null if the patch also depends on other annotations, containers, volumes or pull secrets of the pod.
    /// </returns>
    public static PatchTemplateKey? Create(EffectivePodSettings podSettings) => CanShareTemplate(podSettings)
        ? new PatchTemplateKey(
            podSettings.Pod.PresentFields,
            SidecarContainers.GetDefaultContainer(podSettings) is not null,
            (podSettings.UsesCni,
                podSettings.UsesNativeSidecars,
                podSettings.WaitsUntilProxyReady,
                podSettings.RedirectsIpv6,
                podSettings.Preview))
        : null;

    private static bool CanShareTemplate(EffectivePodSettings podSettings)
    {
        var pod = podSettings.Pod;
        return !podSettings.UsesSds
            && !podSettings.Annotations.ChangesContainers
            && !(podSettings.UsesCni && pod.Annotations.Count > 0)
            && !pod.Annotations.ContainsKey(AnnotationCatalogue.Status.Key)
            && !(pod.ImagePullSecrets.Count > 0 && podSettings.Settings.Credentials.EcrSecret)
            && !SidecarContainers.IsAnyPresent(pod);
    }
}
