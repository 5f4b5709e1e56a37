using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The resources and the security context of <c>envoy</c> and <c>xray-daemon</c>.</summary>
internal static class ProxyResources
{
    /// <summary>Creates the resource requests and limits.</summary>
    public static Resources Create(EffectivePodSettings podSettings) =>
        new(podSettings.CpuRequest, podSettings.MemoryRequest, podSettings.CpuLimit, podSettings.MemoryLimit);

    /// <summary>Returns the kind of security context.</summary>
    public static ContainerSecurity GetSecurity(EffectivePodSettings podSettings) =>
        podSettings.Settings.Sidecar.Hardened ? ContainerSecurity.HardenedProxy : ContainerSecurity.Proxy;

    /// <summary>
    /// Adds an error for each request that exceeds its limit. The API server rejects these too, but does not name the
    /// annotation.
    /// </summary>
    public static void AddErrors(EffectivePodSettings podSettings, List<string> errors)
    {
        var annotations = podSettings.Annotations;
        if (Exceeds(podSettings.CpuRequest, podSettings.CpuLimit))
        {
            errors.Add(FormatError(
                AnnotationCatalogue.CpuRequest,
                annotations.CpuRequest,
                podSettings.CpuRequest!.Value,
                AnnotationCatalogue.CpuLimit,
                podSettings.CpuLimit!.Value));
        }

        if (Exceeds(podSettings.MemoryRequest, podSettings.MemoryLimit))
        {
            errors.Add(FormatError(
                AnnotationCatalogue.MemoryRequest,
                annotations.MemoryRequest,
                podSettings.MemoryRequest!.Value,
                AnnotationCatalogue.MemoryLimit,
                podSettings.MemoryLimit!.Value));
        }
    }

    private static bool Exceeds(Quantity? request, Quantity? limit) =>
        request is { } r && limit is { } l && r.Exceeds(l);

    // The settings are consistent, so an annotation sets the request, the limit, or both.
    private static string FormatError(
        PodAnnotation requestAnnotation,
        QuantityOverride annotatedRequest,
        Quantity request,
        PodAnnotation limitAnnotation,
        Quantity limit) =>
        annotatedRequest.IsSet
            ? new ValidationError(request.Text, $"is over the limit, which is {limit.Text}")
                .Format(requestAnnotation.Key, request.Text)
            : new ValidationError(limit.Text, $"is below the request, which is {request.Text}")
                .Format(limitAnnotation.Key, limit.Text);
}
