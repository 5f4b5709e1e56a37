using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Decides what a pod that is injected gets, and where it goes.</summary>
public static class InjectionPlanner
{
    /// <summary>Adds what makes a plan impossible although each annotation is well-formed by itself; one sentence each.</summary>
    public static void AddFaults(EffectivePodSettings options, List<string> faults)
    {
        ProxyResources.AddFaults(options, faults);
        faults.AddRange(EnvoyMounts.Faults(options));
        faults.AddRange(XRayDaemonContainer.Faults(options));
    }

    /// <summary>The plan of a pod that has no fault.</summary>
    public static InjectionPlan Plan(EffectivePodSettings options, Redirection redirection)
    {
        var credentials = options.Settings.Credentials;
        var mounts = SidecarContainers.AreLacking(options, SidecarNames.Envoy) ? EnvoyMounts.Of(options) : null;
        var containers = Place(options, redirection, mounts);
        var volumes = mounts?.Volumes ?? [];
        var pullSecret = credentials.EcrSecret && !options.Pod.ImagePullSecrets.Contains(SidecarNames.EcrSecret) ? SidecarNames.EcrSecret : null;
        return new InjectionPlan
        {
            Containers = containers,
            Volumes = volumes,
            PullSecret = pullSecret,
            FsGroup = credentials.IamForServiceAccounts && !options.Pod.Parts.HasFlag(PodParts.FsGroup) ? SidecarNames.ProxyUser : null,
            Annotations = AnnotationsOf(options, redirection, InjectStatus.Create(options, containers, volumes, pullSecret).Format()),
        };
    }

    private static List<ContainerAddition> Place(EffectivePodSettings options, Redirection redirection, EnvoyMounts? mounts)
    {
        var pod = options.Pod;
        var isNative = options.UsesNativeSidecars;
        var additions = new List<ContainerAddition>(3);

        // Native sidecars come before the pod's own init containers, so that these have a network; other than that the
        // redirect comes last, so that they have the one they know.
        var nextInit = isNative ? pod.IndexOfInitContainer(SidecarNames.ProxyInit) + 1 : (int?)null;
        if (SidecarContainers.AreLacking(options, SidecarNames.ProxyInit))
        {
            additions.Add(new ContainerAddition(ProxyInitContainer.Of(options, redirection), IsInit: true, nextInit++));
        }

        if (mounts is not null)
        {
            var envoy = EnvoyContainer.Of(options, $"mesh/{options.Mesh}/virtualNode/{options.VirtualNode}", mounts.Mounts);
            var isFirst = !isNative && options.WaitsUntilProxyReady;
            additions.Add(new ContainerAddition(envoy, isNative, isNative ? nextInit++ : isFirst ? 0 : null));
        }

        if (SidecarContainers.AreLacking(options, SidecarNames.XRayDaemon))
        {
            additions.Add(new ContainerAddition(XRayDaemonContainer.Of(options), isNative, nextInit));
        }

        return additions;
    }

    private static List<KeyValuePair<string, string>> AnnotationsOf(EffectivePodSettings options, Redirection redirection, string status)
    {
        var annotations = new List<KeyValuePair<string, string>>();
        if (options.UsesCni)
        {
            AddLacking(CniAnnotations.Of(redirection));
        }

        if (SidecarContainers.DefaultContainer(options) is { } container)
        {
            annotations.Add(new(KnownKeys.DefaultContainerAnnotation, container));
        }

        AddLacking([new(AnnotationCatalogue.Status.Key, status)]);
        return annotations;

        void AddLacking(params ReadOnlySpan<KeyValuePair<string, string>> additions)
        {
            foreach (var addition in additions)
            {
                if (!options.Pod.Annotations.ContainsKey(addition.Key))
                {
                    annotations.Add(addition);
                }
            }
        }
    }
}
