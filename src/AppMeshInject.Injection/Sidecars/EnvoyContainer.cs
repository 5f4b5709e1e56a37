using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The container <c>envoy</c>, the proxy.</summary>
internal static class EnvoyContainer
{
    private const string ReadyPath = "/ready";

    /// <summary>Creates the container.</summary>
    /// <param name="podSettings">The effective settings of the pod.</param>
    /// <param name="virtualNodePath">The resource path of the virtual node: <c>mesh/MESH/virtualNode/NODE</c>.</param>
    /// <param name="mounts">The volume mounts.</param>
    public static Container Create(
        EffectivePodSettings podSettings, string virtualNodePath, IReadOnlyList<Mount> mounts)
    {
        var lifecycle = podSettings.Settings.Lifecycle;
        var adminPort = podSettings.Settings.Envoy.AdminPort;
        var isNative = podSettings.UsesNativeSidecars;
        return new Container(SidecarNames.Envoy, podSettings.EnvoyImage)
        {
            RestartsAlways = isNative,
            Port = new ContainerPort("stats", adminPort, "TCP"),
            Environment = EnvoyEnvironment.Create(podSettings, virtualNodePath),
            Resources = ProxyResources.Create(podSettings),
            Mounts = mounts,
            Security = ProxyResources.GetSecurity(podSettings),
            ReadinessProbe = new HttpProbe(
                ReadyPath,
                adminPort,
                lifecycle.ReadinessInitialDelay,
                lifecycle.ReadinessPeriod,
                FailureThreshold: null),

            // A native sidecar needs no hooks: the kubelet waits for its startup probe before it starts the next
            // container, and stops it after the application.
            // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
            StartupProbe = isNative
                ? new HttpProbe(ReadyPath, adminPort, InitialDelay: null, Period: 1, lifecycle.PostStartTimeout)
                : null,
            PostStart = !isNative && podSettings.WaitsUntilProxyReady ? FormatWaitCommand(lifecycle) : null,
            PreStop = !isNative && lifecycle.PreStopDelay > 0 ? $"sleep {lifecycle.PreStopDelay}" : null,
        };
    }

    private static string FormatWaitCommand(LifecycleSettings lifecycle) =>
        $"APPNET_AGENT_POLL_ENVOY_READINESS_TIMEOUT_S={lifecycle.PostStartTimeout} "
        + $"APPNET_AGENT_POLL_ENVOY_READINESS_INTERVAL_S={lifecycle.PostStartInterval} /usr/bin/agent -envoyReadiness";
}
