using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>All that the patches of two pods differ by, but for the words of <see cref="PatchPlaceholders"/>.</summary>
/// <param name="Parts">Which of the parents that additions need the pod has.</param>
/// <param name="NamesDefaultContainer">Whether the annotation that names the default container is added.</param>
/// <param name="Switches">What the annotations and labels of the pod switch.</param>
internal readonly record struct PatchTemplateKey(
    PodParts Parts, bool NamesDefaultContainer, (bool Cni, bool Native, bool Waits, bool Ipv6, bool Preview) Switches)
{
    /// <summary>The shape of a pod's patch. Null where its annotations, containers, volumes or pull secrets make it one of its own.</summary>
    public static PatchTemplateKey? Of(EffectivePodSettings options) => IsUsual(options)
        ? new PatchTemplateKey(
            options.Pod.Parts,
            SidecarContainers.DefaultContainer(options) is not null,
            (options.UsesCni, options.UsesNativeSidecars, options.WaitsUntilProxyReady, options.RedirectsIpv6, options.Preview))
        : null;

    private static bool IsUsual(EffectivePodSettings options)
    {
        var pod = options.Pod;
        return !options.UsesSds
            && !options.Annotations.ChangeContainers
            && !(options.UsesCni && pod.Annotations.Count > 0)
            && !pod.Annotations.ContainsKey(AnnotationCatalogue.Status.Key)
            && !(pod.ImagePullSecrets.Count > 0 && options.Settings.Credentials.EcrSecret)
            && !SidecarContainers.AreNamed(pod);
    }
}
