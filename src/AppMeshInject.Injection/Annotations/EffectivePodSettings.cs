using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Annotations;

/// <summary>What one pod gets: the settings, where its annotations do not override them.</summary>
public sealed class EffectivePodSettings
{
    private static readonly int[] DefaultIgnoredPorts = [ValueParsers.SshPort];

    /// <summary>Settles the options of a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="namespace">The namespace it is created in.</param>
    /// <param name="workload">The workload it belongs to.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">What is known of the cluster.</param>
    public EffectivePodSettings(PodView pod, string @namespace, Workload workload, InjectorSettings settings, ClusterInfo cluster)
        : this(pod, PodAnnotations.Parse(pod), @namespace, workload, settings, cluster)
    {
    }

    /// <summary>Settles the options of a pod whose annotations are read.</summary>
    internal EffectivePodSettings(PodView pod, PodAnnotations annotations, string @namespace, Workload workload, InjectorSettings settings, ClusterInfo cluster)
    {
        (Pod, Annotations, Namespace, Workload, Settings, Cluster) = (pod, annotations, @namespace, workload, settings, cluster);
        UsesCni = Annotations.Cni ?? pod.Labels.ContainsKey(KnownKeys.FargateProfileLabel);
        VirtualNode = Annotations.VirtualNode ?? settings.Mesh.VirtualNodeFormat.Expand(@namespace, workload.Name);
        UsesNativeSidecars = Annotations.NativeSidecar ?? cluster.UsesNativeSidecarsByDefault(settings);
    }

    /// <summary>The pod.</summary>
    public PodView Pod { get; }

    /// <summary>The namespace it is created in.</summary>
    public string Namespace { get; }

    /// <summary>The workload it belongs to.</summary>
    public Workload Workload { get; }

    /// <summary>The settings.</summary>
    public InjectorSettings Settings { get; }

    /// <summary>What is known of the cluster.</summary>
    public ClusterInfo Cluster { get; }

    /// <summary>The pod's annotations.</summary>
    public PodAnnotations Annotations { get; }

    /// <summary>Whether the CNI plugin redirects the traffic, so that there is no proxyinit.</summary>
    public bool UsesCni { get; }

    /// <summary>Whether Envoy is an init container that keeps running.</summary>
    public bool UsesNativeSidecars { get; }

    /// <summary>Whether the pod gets the daemon of X-Ray.</summary>
    public bool UsesXRay => Settings.Tracing.XRay.Enabled;

    /// <summary>Whether Envoy gets the SDS socket.</summary>
    public bool UsesSds => Settings.Credentials.EnableSds && Annotations.Sds is not false;

    /// <summary>The mesh; null where none is named anywhere.</summary>
    public string? Mesh => Annotations.Mesh ?? Settings.Mesh.Name;

    /// <summary>The virtual node.</summary>
    public string VirtualNode { get; }

    /// <summary>Envoy's image.</summary>
    public string EnvoyImage => Annotations.SidecarImage ?? Settings.Envoy.Image;

    /// <summary>Whether the preview channel is used.</summary>
    public bool Preview => Annotations.Preview ?? Settings.Envoy.Preview;

    /// <summary>Whether the application waits for Envoy.</summary>
    public bool WaitsUntilProxyReady => Annotations.WaitUntilProxyReady ?? Settings.Lifecycle.WaitUntilProxyReady;

    /// <summary>Whether IPv6 traffic is redirected.</summary>
    public bool RedirectsIpv6 => Annotations.Ipv6 ?? true;

    /// <summary>The destinations that egress ignores.</summary>
    public IReadOnlyList<string> EgressIgnoredIps => Annotations.EgressIgnoredIps ?? Settings.Redirect.IgnoredIps;

    /// <summary>The ports that egress ignores.</summary>
    public IReadOnlyList<int> EgressIgnoredPorts => Annotations.EgressIgnoredPorts ?? DefaultIgnoredPorts;

    /// <summary>The CPU that envoy and xray-daemon request.</summary>
    public Quantity? CpuRequest => Annotations.CpuRequest.GetValueOrDefault(Settings.Sidecar.CpuRequest);

    /// <summary>The memory that they request.</summary>
    public Quantity? MemoryRequest => Annotations.MemoryRequest.GetValueOrDefault(Settings.Sidecar.MemoryRequest);

    /// <summary>Their limit of CPU.</summary>
    public Quantity? CpuLimit => Annotations.CpuLimit.GetValueOrDefault(Settings.Sidecar.CpuLimit);

    /// <summary>Their limit of memory.</summary>
    public Quantity? MemoryLimit => Annotations.MemoryLimit.GetValueOrDefault(Settings.Sidecar.MemoryLimit);
}
