using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The container <c>xray-daemon</c>, which forwards traces of Envoy to AWS X-Ray.</summary>
internal static class XRayDaemonContainer
{
    /// <summary>Creates the container.</summary>
    public static Container Create(EffectivePodSettings podSettings)
    {
        var xray = podSettings.Settings.Tracing.XRay;
        var config = podSettings.Annotations.XRayAgentConfigMount;
        return new Container(SidecarNames.XRayDaemon, xray.Image)
        {
            RestartsAlways = podSettings.UsesNativeSidecars,
            Command = config is { } mount
                ? ["/xray", "--config", KubeletExpansion.Escape($"{mount.Path.TrimEnd('/')}/xray-daemon.yaml")]
                : [],
            Arguments = config is null ? CreateArguments(xray) : [],
            Port = new ContainerPort("xray", xray.DaemonPort, "UDP"),
            Environment = new EnvironmentBuilder(capacity: 1)
                .AddIfNotNull("AWS_REGION", podSettings.Cluster.Region)
                .Variables,
            Resources = ProxyResources.Create(podSettings),
            Mounts = config is { } mounted ? [new Mount(mounted.Source, mounted.Path, IsReadOnly: true)] : [],
            Security = ProxyResources.GetSecurity(podSettings),
        };
    }

    /// <summary>Checks that the pod defines the configuration volume that the annotation refers to.</summary>
    /// <returns>One error message if the volume does not exist; otherwise empty.</returns>
    public static IEnumerable<string> FindErrors(EffectivePodSettings podSettings) =>
        podSettings.UsesXRay && podSettings.Annotations.XRayAgentConfigMount is { } mount
            ? EnvoyMounts.FindUnknownVolumes(AnnotationCatalogue.XRayAgentConfigMount, [mount], podSettings.Pod)
            : [];

    private static List<string> CreateArguments(XRaySettings xray)
    {
        List<string> arguments = [];
        if (xray.LogLevel != XRaySettings.DefaultLogLevel)
        {
            arguments.AddRange(["--log-level", xray.LogLevel]);
        }

        if (xray.RoleArn is { } role)
        {
            arguments.AddRange(["--role-arn", KubeletExpansion.Escape(role)]);
        }

        return arguments;
    }
}
