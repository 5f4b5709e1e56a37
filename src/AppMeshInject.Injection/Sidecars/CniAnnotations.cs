using System.Globalization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>What tells the App Mesh CNI plugin to redirect a pod's traffic, in place of proxyinit.</summary>
internal static class CniAnnotations
{
    public static KeyValuePair<string, string>[] Create(Redirection redirection) =>
    [
        Pair(AnnotationCatalogue.Ports, redirection.AppPorts),
        Pair(AnnotationCatalogue.EgressIgnoredIps, redirection.EgressIgnoredIps),
        Pair(AnnotationCatalogue.EgressIgnoredPorts, redirection.EgressIgnoredPorts),
        Pair(AnnotationCatalogue.InjectionSwitch, "enabled"),
        Pair(AnnotationCatalogue.IgnoredUid, Text(SidecarNames.ProxyUser)),
        Pair(AnnotationCatalogue.ProxyEgressPort, Text(RedirectSettings.EgressPort)),
        Pair(AnnotationCatalogue.ProxyIngressPort, Text(RedirectSettings.IngressPort)),
    ];

    private static KeyValuePair<string, string> Pair(PodAnnotation annotation, string value) => new(annotation.Key, value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
