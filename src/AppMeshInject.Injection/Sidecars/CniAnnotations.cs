using System.Globalization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The annotations that make the App Mesh CNI plugin redirect the traffic of a pod, instead of proxyinit.
/// </summary>
internal static class CniAnnotations
{
    /// <summary>Creates the annotations for a redirection.</summary>
    public static KeyValuePair<string, string>[] Create(Redirection redirection) =>
    [
        CreatePair(AnnotationCatalogue.Ports, redirection.AppPorts),
        CreatePair(AnnotationCatalogue.EgressIgnoredIps, redirection.EgressIgnoredIps),
        CreatePair(AnnotationCatalogue.EgressIgnoredPorts, redirection.EgressIgnoredPorts),
        CreatePair(AnnotationCatalogue.InjectionSwitch, "enabled"),
        CreatePair(AnnotationCatalogue.IgnoredUid, Format(SidecarNames.ProxyUser)),
        CreatePair(AnnotationCatalogue.ProxyEgressPort, Format(RedirectSettings.EgressPort)),
        CreatePair(AnnotationCatalogue.ProxyIngressPort, Format(RedirectSettings.IngressPort)),
    ];

    private static KeyValuePair<string, string> CreatePair(PodAnnotation annotation, string value) =>
        new(annotation.Key, value);

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);
}
