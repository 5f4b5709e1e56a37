using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>All that the patches of two pods differ by, but for the words of <see cref="PatchPlaceholders"/>.</summary>
/// <param name="PresentFields">Which of the parents that additions need the pod has.</param>
/// <param name="AddsDefaultContainer">Whether the annotation that names the default container is added.</param>
/// <param name="Switches">What the annotations and labels of the pod switch.</param>
internal readonly record struct PatchTemplateKey(
    PodFields PresentFields, bool AddsDefaultContainer, (bool Cni, bool Native, bool Waits, bool Ipv6, bool Preview) Switches)
{
    /// <summary>The shape of a pod's patch. Null where its annotations, containers, volumes or pull secrets make it one of its own.</summary>
    public static PatchTemplateKey? Create(EffectivePodSettings podSettings) => CanShareTemplate(podSettings)
        ? new PatchTemplateKey(
            podSettings.Pod.PresentFields,
            SidecarContainers.GetDefaultContainer(podSettings) is not null,
            (podSettings.UsesCni, podSettings.UsesNativeSidecars, podSettings.WaitsUntilProxyReady, podSettings.RedirectsIpv6, podSettings.Preview))
        : null;

    private static bool CanShareTemplate(EffectivePodSettings podSettings)
    {
        var pod = podSettings.Pod;
        return !podSettings.UsesSds
            && !podSettings.Annotations.ChangeContainers
            && !(podSettings.UsesCni && pod.Annotations.Count > 0)
            && !pod.Annotations.ContainsKey(AnnotationCatalogue.Status.Key)
            && !(pod.ImagePullSecrets.Count > 0 && podSettings.Settings.Credentials.EcrSecret)
            && !SidecarContainers.IsAnyPresent(pod);
    }
}
