
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The daemon that takes the proxy's traces to AWS X-Ray.</summary>
internal static class XRayDaemonContainer
{
    public static Container Of(EffectivePodSettings options)
    {
        var xray = options.Settings.Tracing.XRay;
        var config = options.Annotations.XRayAgentConfigMount;
        return new Container(SidecarNames.XRayDaemon, xray.Image)
        {
            RestartsAlways = options.UsesNativeSidecars,
            Command = config is { } mount ? ["/xray", "--config", KubeletExpansion.Escape($"{mount.Path.TrimEnd('/')}/xray-daemon.yaml")] : [],
            Arguments = config is null ? Arguments(xray) : [],
            Port = new ContainerPort("xray", xray.DaemonPort, "UDP"),
            Environment = new EnvironmentBuilder(capacity: 1).AddIfKnown("AWS_REGION", options.Cluster.Region).Variables,
            Resources = ProxyResources.Of(options),
            Mounts = config is { } mounted ? [new Mount(mounted.Source, mounted.Path, IsReadOnly: true)] : [],
            Security = ProxyResources.SecurityOf(options),
        };
    }

    /// <summary>Finds a configuration volume that the pod does not have.</summary>
    public static IEnumerable<string> Faults(EffectivePodSettings options) =>
        options.UsesXRay && options.Annotations.XRayAgentConfigMount is { } mount
            ? EnvoyMounts.UnknownVolumes(AnnotationCatalogue.XRayAgentConfigMount, [mount], options.Pod)
            : [];

    private static List<string> Arguments(XRaySettings xray)
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
