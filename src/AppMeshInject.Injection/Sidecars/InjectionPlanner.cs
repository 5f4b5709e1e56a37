using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Decides what a pod that is injected gets, and where it goes.</summary>
public static class InjectionPlanner
{
    /// <summary>Adds what makes a plan impossible although each annotation is well-formed by itself; one sentence each.</summary>
    public static void AddErrors(EffectivePodSettings podSettings, List<string> errors)
    {
        ProxyResources.AddErrors(podSettings, errors);
        errors.AddRange(EnvoyMounts.FindErrors(podSettings));
        errors.AddRange(XRayDaemonContainer.FindErrors(podSettings));
    }

    /// <summary>The plan of a pod that has no fault.</summary>
    public static InjectionPlan Plan(EffectivePodSettings podSettings, Redirection redirection)
    {
        var credentials = podSettings.Settings.Credentials;
        var mounts = SidecarContainers.IsMissing(podSettings, SidecarNames.Envoy) ? EnvoyMounts.Create(podSettings) : null;
        var containers = PlaceContainers(podSettings, redirection, mounts);
        var volumes = mounts?.Volumes ?? [];
        var pullSecret = credentials.EcrSecret && !podSettings.Pod.ImagePullSecrets.Contains(SidecarNames.EcrSecret) ? SidecarNames.EcrSecret : null;
        return new InjectionPlan
        {
            Containers = containers,
            Volumes = volumes,
            PullSecret = pullSecret,
            FsGroup = credentials.IamForServiceAccounts && !podSettings.Pod.PresentFields.HasFlag(PodFields.FsGroup) ? SidecarNames.ProxyUser : null,
            Annotations = CreateAnnotations(podSettings, redirection, InjectStatus.Create(podSettings, containers, volumes, pullSecret).Format()),
        };
    }

    private static List<ContainerAddition> PlaceContainers(EffectivePodSettings podSettings, Redirection redirection, EnvoyMounts? mounts)
    {
        var pod = podSettings.Pod;
        var isNative = podSettings.UsesNativeSidecars;
        var additions = new List<ContainerAddition>(3);

        // Native sidecars come before the pod's own init containers, so that these have a network; other than that the
        // redirect comes last, so that they have the one they know.
        var nextInit = isNative ? pod.IndexOfInitContainer(SidecarNames.ProxyInit) + 1 : (int?)null;
        if (SidecarContainers.IsMissing(podSettings, SidecarNames.ProxyInit))
        {
            additions.Add(new ContainerAddition(ProxyInitContainer.Create(podSettings, redirection), IsInit: true, nextInit++));
        }

        if (mounts is not null)
        {
            var envoy = EnvoyContainer.Create(podSettings, $"mesh/{podSettings.Mesh}/virtualNode/{podSettings.VirtualNode}", mounts.Mounts);
            var isFirst = !isNative && podSettings.WaitsUntilProxyReady;
            additions.Add(new ContainerAddition(envoy, isNative, isNative ? nextInit++ : isFirst ? 0 : null));
        }

        if (SidecarContainers.IsMissing(podSettings, SidecarNames.XRayDaemon))
        {
            additions.Add(new ContainerAddition(XRayDaemonContainer.Create(podSettings), isNative, nextInit));
        }

        return additions;
    }

    private static List<KeyValuePair<string, string>> CreateAnnotations(EffectivePodSettings podSettings, Redirection redirection, string status)
    {
        var annotations = new List<KeyValuePair<string, string>>();
        if (podSettings.UsesCni)
        {
            AddLacking(CniAnnotations.Create(redirection));
        }

        if (SidecarContainers.GetDefaultContainer(podSettings) is { } container)
        {
            annotations.Add(new(KnownKeys.DefaultContainerAnnotation, container));
        }

        AddLacking([new(AnnotationCatalogue.Status.Key, status)]);
        return annotations;

        void AddLacking(params ReadOnlySpan<KeyValuePair<string, string>> additions)
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
