using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The proxy.</summary>
internal static class EnvoyContainer
{
    private const string ReadyPath = "/ready";

    public static Container Create(EffectivePodSettings podSettings, string virtualNodePath, IReadOnlyList<Mount> mounts)
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
            ReadinessProbe = new HttpProbe(ReadyPath, adminPort, lifecycle.ReadinessInitialDelay, lifecycle.ReadinessPeriod, FailureThreshold: null),

            // The kubelet starts the next container when a native sidecar has started, and stops native sidecars last:
            // hooks would only keep a Job waiting.
            StartupProbe = isNative ? new HttpProbe(ReadyPath, adminPort, InitialDelay: null, Period: 1, lifecycle.PostStartTimeout) : null,
            PostStart = !isNative && podSettings.WaitsUntilProxyReady ? WaitForEnvoy(lifecycle) : null,
            PreStop = !isNative && lifecycle.PreStopDelay > 0 ? $"sleep {lifecycle.PreStopDelay}" : null,
        };
    }

    private static string WaitForEnvoy(LifecycleSettings lifecycle) =>
        $"APPNET_AGENT_POLL_ENVOY_READINESS_TIMEOUT_S={lifecycle.PostStartTimeout} "
        + $"APPNET_AGENT_POLL_ENVOY_READINESS_INTERVAL_S={lifecycle.PostStartInterval} /usr/bin/agent -envoyReadiness";
}
