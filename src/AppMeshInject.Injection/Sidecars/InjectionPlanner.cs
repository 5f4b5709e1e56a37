using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Plans the additions to a pod that is injected, and their positions.</summary>
public static class InjectionPlanner
{
    /// <summary>
    /// Adds the errors of annotations that are valid individually but conflict with each other, the pod or the
    /// settings.
    /// </summary>
    /// <param name="podSettings">The effective settings of the pod.</param>
    /// <param name="errors">The list that receives one message per error.</param>
    public static void AddErrors(EffectivePodSettings podSettings, List<string> errors)
    {
        ProxyResources.AddErrors(podSettings, errors);
        errors.AddRange(EnvoyMounts.FindErrors(podSettings));
        errors.AddRange(XRayDaemonContainer.FindErrors(podSettings));
    }

    /// <summary>Creates the plan of a pod without errors.</summary>
    /// <param name="podSettings">The effective settings of the pod.</param>
    /// <param name="redirection">The redirected traffic.</param>
    public static InjectionPlan Plan(EffectivePodSettings podSettings, Redirection redirection)
    {
        var credentials = podSettings.Settings.Credentials;
        var mounts = SidecarContainers.IsMissing(podSettings, SidecarNames.Envoy)
            ? EnvoyMounts.Create(podSettings)
            : null;
        var containers = PlaceContainers(podSettings, redirection, mounts);
        var volumes = mounts?.Volumes ?? [];
        var pullSecret = credentials.EcrSecret && !podSettings.Pod.ImagePullSecrets.Contains(SidecarNames.EcrSecret)
            ? SidecarNames.EcrSecret
            : null;
        return new InjectionPlan
        {
            Containers = containers,
            Volumes = volumes,
            PullSecret = pullSecret,
            FsGroup = credentials.IamForServiceAccounts && !podSettings.Pod.PresentFields.HasFlag(PodFields.FsGroup)
                ? SidecarNames.ProxyUser
                : null,
            Annotations = CreateAnnotations(
                podSettings, redirection, InjectStatus.Create(podSettings, containers, volumes, pullSecret).Format()),
        };
    }

    private static List<ContainerAddition> PlaceContainers(
        EffectivePodSettings podSettings, Redirection redirection, EnvoyMounts? mounts)
    {
        var pod = podSettings.Pod;
        var isNative = podSettings.UsesNativeSidecars;
        var additions = new List<ContainerAddition>(3);

        // Native sidecars start before the init containers of the pod, so that these reach the mesh through Envoy.
        // Otherwise proxyinit is the last init container: before it runs, the init containers use the unchanged
        // network.
        var nextInit = isNative ? pod.IndexOfInitContainer(SidecarNames.ProxyInit) + 1 : (int?)null;
        if (SidecarContainers.IsMissing(podSettings, SidecarNames.ProxyInit))
        {
            var proxyInit = ProxyInitContainer.Create(podSettings, redirection);
            additions.Add(new ContainerAddition(proxyInit, IsInit: true, nextInit++));
        }

        if (mounts is not null)
        {
            var envoy = EnvoyContainer.Create(
                podSettings, $"mesh/{podSettings.Mesh}/virtualNode/{podSettings.VirtualNode}", mounts.Mounts);
            var isFirst = !isNative && podSettings.WaitsUntilProxyReady;
            additions.Add(new ContainerAddition(envoy, isNative, isNative ? nextInit++ : isFirst ? 0 : null));
        }

        if (SidecarContainers.IsMissing(podSettings, SidecarNames.XRayDaemon))
        {
            additions.Add(new ContainerAddition(XRayDaemonContainer.Create(podSettings), isNative, nextInit));
        }

        return additions;
    }

    private static List<KeyValuePair<string, string>> CreateAnnotations(
        EffectivePodSettings podSettings, Redirection redirection, string status)
    {
        var annotations = new List<KeyValuePair<string, string>>();
        if (podSettings.UsesCni)
        {
            AddIfAbsent(CniAnnotations.Create(redirection));
        }

        if (SidecarContainers.GetDefaultContainer(podSettings) is { } container)
        {
            annotations.Add(new(KnownKeys.DefaultContainerAnnotation, container));
        }

        AddIfAbsent([new(AnnotationCatalogue.Status.Key, status)]);
        return annotations;

        void AddIfAbsent(params ReadOnlySpan<KeyValuePair<string, string>> additions)
        {
            foreach (var addition in additions)
            {
                if (!podSettings.Pod.Annotations.ContainsKey(addition.Key))
                {
                    annotations.Add(addition);
                }
            }
        }
    }
}
