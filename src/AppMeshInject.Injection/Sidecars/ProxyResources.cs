
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The resources and the security that envoy and xray-daemon share.</summary>
internal static class ProxyResources
{
    public static Resources Of(EffectivePodSettings options) =>
        new(options.CpuRequest, options.MemoryRequest, options.CpuLimit, options.MemoryLimit);

    public static ContainerSecurity SecurityOf(EffectivePodSettings options) =>
        options.Settings.Sidecar.Hardened ? ContainerSecurity.HardenedProxy : ContainerSecurity.Proxy;

    /// <summary>Finds requests that are over their limits, which the API server refuses with less to go by.</summary>
    public static void AddFaults(EffectivePodSettings options, List<string> faults)
    {
        var annotations = options.Annotations;
        if (Exceeds(options.CpuRequest, options.CpuLimit))
        {
            faults.Add(Fault(AnnotationCatalogue.CpuRequest, annotations.CpuRequest, options.CpuRequest, AnnotationCatalogue.CpuLimit, options.CpuLimit));
        }

        if (Exceeds(options.MemoryRequest, options.MemoryLimit))
        {
            faults.Add(Fault(AnnotationCatalogue.MemoryRequest, annotations.MemoryRequest, options.MemoryRequest, AnnotationCatalogue.MemoryLimit, options.MemoryLimit));
        }
    }

    private static bool Exceeds(Quantity? request, Quantity? limit) => request is { } r && limit is { } l && r.Exceeds(l);

    // Settings are consistent among themselves, so at least one of the two is the pod's.
    private static string Fault(PodAnnotation request, Overriding given, Quantity? requested, PodAnnotation limit, Quantity? limited) => given.IsGiven
        ? new ValidationError(requested!.Value.Text, $"is over the limit, which is {limited!.Value.Text}").Describe(request.Key, requested.Value.Text)
        : new ValidationError(limited!.Value.Text, $"is below the request, which is {requested!.Value.Text}").Describe(limit.Key, limited.Value.Text);
}
