using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Annotations;

/// <summary>
/// The effective settings of one pod: the settings of the injector, overridden by the annotations of the pod.
/// </summary>
public sealed class EffectivePodSettings
{
    private static readonly int[] DefaultIgnoredPorts = [ValueParsers.SshPort];

    /// <summary>Combines the settings and the annotations of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="namespace">The namespace of the pod.</param>
    /// <param name="workload">The workload that the pod belongs to.</param>
    /// <param name="settings">The settings of the injector.</param>
    /// <param name="cluster">The properties of the cluster.</param>
    public EffectivePodSettings(
        PodView pod, string @namespace, Workload workload, InjectorSettings settings, ClusterInfo cluster)
        : this(pod, PodAnnotations.Parse(pod), @namespace, workload, settings, cluster)
    {
    }

    /// <summary>Combines the settings and the annotations of a pod whose annotations are already parsed.</summary>
    internal EffectivePodSettings(
        PodView pod,
        PodAnnotations annotations,
        string @namespace,
        Workload workload,
        InjectorSettings settings,
        ClusterInfo cluster)
    {
        (Pod, Annotations, Namespace, Workload) = (pod, annotations, @namespace, workload);
        (Settings, Cluster) = (settings, cluster);
        UsesCni = Annotations.Cni ?? pod.Labels.ContainsKey(KnownKeys.FargateProfileLabel);
        VirtualNode = Annotations.VirtualNode ?? settings.Mesh.VirtualNodeFormat.Expand(@namespace, workload.Name);
        UsesNativeSidecars = Annotations.NativeSidecar ?? cluster.UsesNativeSidecarsByDefault(settings);
    }

    /// <summary>The pod.</summary>
    public PodView Pod { get; }

    /// <summary>The namespace of the pod.</summary>
    public string Namespace { get; }

    /// <summary>The workload that the pod belongs to.</summary>
    public Workload Workload { get; }

    /// <summary>The settings of the injector.</summary>
    public InjectorSettings Settings { get; }

    /// <summary>The properties of the cluster.</summary>
    public ClusterInfo Cluster { get; }

    /// <summary>The parsed annotations of the pod.</summary>
    public PodAnnotations Annotations { get; }

    /// <summary>True if the CNI plugin redirects the traffic, so that the pod does not get proxyinit.</summary>
    public bool UsesCni { get; }

    /// <summary>True if Envoy is a native sidecar, an init container that keeps running.</summary>
    public bool UsesNativeSidecars { get; }

    /// <summary>True if the pod gets xray-daemon.</summary>
    public bool UsesXRay => Settings.Tracing.XRay.Enabled;

    /// <summary>True if the SDS socket is mounted into Envoy.</summary>
    public bool UsesSds => Settings.Credentials.EnableSds && Annotations.Sds is not false;

    /// <summary>The name of the mesh; null if neither the pod nor the settings define it.</summary>
    public string? Mesh => Annotations.Mesh ?? Settings.Mesh.Name;

    /// <summary>The name of the virtual node.</summary>
    public string VirtualNode { get; }

    /// <summary>The image of Envoy.</summary>
    public string EnvoyImage => Annotations.SidecarImage ?? Settings.Envoy.Image;

    /// <summary>True if Envoy uses the preview channel of App Mesh.</summary>
    public bool Preview => Annotations.Preview ?? Settings.Envoy.Preview;

    /// <summary>True if the containers of the application wait until Envoy is ready.</summary>
    public bool WaitsUntilProxyReady => Annotations.WaitUntilProxyReady ?? Settings.Lifecycle.WaitUntilProxyReady;

    /// <summary>True if IPv6 traffic is redirected too.</summary>
    public bool RedirectsIpv6 => Annotations.Ipv6 ?? true;

    /// <summary>The destinations whose outgoing traffic is not redirected.</summary>
    public IReadOnlyList<string> EgressIgnoredIps => Annotations.EgressIgnoredIps ?? Settings.Redirect.IgnoredIps;

    /// <summary>The destination ports whose outgoing traffic is not redirected.</summary>
    public IReadOnlyList<int> EgressIgnoredPorts => Annotations.EgressIgnoredPorts ?? DefaultIgnoredPorts;

    /// <summary>The CPU request of envoy and xray-daemon; null for none.</summary>
    public Quantity? CpuRequest => Annotations.CpuRequest.GetValueOrDefault(Settings.Sidecar.CpuRequest);

    /// <summary>The memory request of envoy and xray-daemon; null for none.</summary>
    public Quantity? MemoryRequest => Annotations.MemoryRequest.GetValueOrDefault(Settings.Sidecar.MemoryRequest);

    /// <summary>The CPU limit of envoy and xray-daemon; null for none.</summary>
    public Quantity? CpuLimit => Annotations.CpuLimit.GetValueOrDefault(Settings.Sidecar.CpuLimit);

    /// <summary>The memory limit of envoy and xray-daemon; null for none.</summary>
    public Quantity? MemoryLimit => Annotations.MemoryLimit.GetValueOrDefault(Settings.Sidecar.MemoryLimit);
}
