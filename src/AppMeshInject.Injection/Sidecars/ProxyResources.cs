
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The resources and the security that envoy and xray-daemon share.</summary>
internal static class ProxyResources
{
    public static Resources Create(EffectivePodSettings podSettings) =>
        new(podSettings.CpuRequest, podSettings.MemoryRequest, podSettings.CpuLimit, podSettings.MemoryLimit);

    public static ContainerSecurity GetSecurity(EffectivePodSettings podSettings) =>
        podSettings.Settings.Sidecar.Hardened ? ContainerSecurity.HardenedProxy : ContainerSecurity.Proxy;

    /// <summary>Finds requests that are over their limits, which the API server refuses with less to go by.</summary>
    public static void AddErrors(EffectivePodSettings podSettings, List<string> errors)
    {
        var annotations = podSettings.Annotations;
        if (Exceeds(podSettings.CpuRequest, podSettings.CpuLimit))
        {
            errors.Add(FormatError(AnnotationCatalogue.CpuRequest, annotations.CpuRequest, podSettings.CpuRequest, AnnotationCatalogue.CpuLimit, podSettings.CpuLimit));
        }

        if (Exceeds(podSettings.MemoryRequest, podSettings.MemoryLimit))
        {
            errors.Add(FormatError(AnnotationCatalogue.MemoryRequest, annotations.MemoryRequest, podSettings.MemoryRequest, AnnotationCatalogue.MemoryLimit, podSettings.MemoryLimit));
        }
    }

    private static bool Exceeds(Quantity? request, Quantity? limit) => request is { } r && limit is { } l && r.Exceeds(l);

    // Settings are consistent among themselves, so at least one of the two is the pod's.
    private static string FormatError(PodAnnotation request, Overriding given, Quantity? requested, PodAnnotation limit, Quantity? limited) => given.IsGiven
        ? new ValidationError(requested!.Value.Text, $"is over the limit, which is {limited!.Value.Text}").Describe(request.Key, requested.Value.Text)
        : new ValidationError(limited!.Value.Text, $"is below the request, which is {requested!.Value.Text}").Describe(limit.Key, limited.Value.Text);
}
