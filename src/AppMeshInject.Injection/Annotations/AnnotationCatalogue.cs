using System.Collections.Frozen;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Annotations;

/// <summary>Every annotation under appmesh.k8s.aws/, in the order of the reference table.</summary>
public static class AnnotationCatalogue
{
    /// <summary>The annotation that switches injection on and off.</summary>
    public static PodAnnotation InjectionSwitch { get; } = PodAnnotation.Create(
        "sidecarInjectorWebhook", ValueParsers.Switch, "Injects the pod, or leaves it alone", "`inject-default`", (a, v) => a.Injection = v);

    /// <summary>The ports of the application.</summary>
    public static PodAnnotation Ports { get; } = PodAnnotation.Create(
        "ports", ValueParsers.Ports, "APPMESH_APP_PORTS: incoming traffic that Envoy takes; empty for none", "the TCP containerPorts of the pod's containers and native sidecars", (a, v) => a.Ports = v);

    /// <summary>The ports that egress ignores.</summary>
    public static PodAnnotation EgressIgnoredPorts { get; } = PodAnnotation.Create(
        "egressIgnoredPorts", ValueParsers.IgnoredPorts, "APPMESH_EGRESS_IGNORED_PORTS: outgoing traffic that Envoy does not take", "`22`", (a, v) => a.EgressIgnoredPorts = v);

    /// <summary>The destinations that egress ignores.</summary>
    public static PodAnnotation EgressIgnoredIps { get; } = PodAnnotation.Create(
        "egressIgnoredIPs", ValueParsers.IpRanges, "APPMESH_EGRESS_IGNORED_IP: destinations that Envoy does not take", "`ignored-ips`", (a, v) => a.EgressIgnoredIps = v);

    /// <summary>The virtual node.</summary>
    public static PodAnnotation VirtualNode { get; } = PodAnnotation.Create(
        "virtualNode", ValueParsers.MeshName, "The virtual node", "`virtual-node-format` filled in", (a, v) => a.VirtualNode = v);

    /// <summary>The mesh.</summary>
    public static PodAnnotation Mesh { get; } = PodAnnotation.Create(
        "mesh", ValueParsers.MeshName, "The mesh; `name@account` for one that another account shares", "`mesh-name`", (a, v) => a.Mesh = v);

    /// <summary>The secrets for Envoy.</summary>
    public static PodAnnotation SecretMounts { get; } = PodAnnotation.Create(
        "secretMounts", ValueParsers.SecretMounts, "Secrets mounted into Envoy, read-only", "none", (a, v) => a.SecretMounts = v);

    /// <summary>The volumes for Envoy.</summary>
    public static PodAnnotation VolumeMounts { get; } = PodAnnotation.Create(
        "volumeMounts", ValueParsers.VolumeMounts, "Volumes of the pod mounted into Envoy, read-only", "none", (a, v) => a.VolumeMounts = v);

    /// <summary>The volume with the configuration of xray-daemon.</summary>
    public static PodAnnotation XRayAgentConfigMount { get; } = PodAnnotation.Create(
        "xrayAgentConfigMount", ValueParsers.VolumeMount, "Volume of the pod with `xray-daemon.yaml`, mounted into xray-daemon and read by it", "none", (a, v) => a.XRayAgentConfigMount = v);

    /// <summary>The CPU requested.</summary>
    public static PodAnnotation CpuRequest { get; } = PodAnnotation.Create(
        "cpuRequest", ValueParsers.OptionalQuantity, "CPU that envoy and xray-daemon request", "`sidecar-cpu-requests`", (a, v) => a.CpuRequest = new(true, v));

    /// <summary>The memory requested.</summary>
    public static PodAnnotation MemoryRequest { get; } = PodAnnotation.Create(
        "memoryRequest", ValueParsers.OptionalQuantity, "Memory that envoy and xray-daemon request", "`sidecar-memory-requests`", (a, v) => a.MemoryRequest = new(true, v));

    /// <summary>The limit of CPU.</summary>
    public static PodAnnotation CpuLimit { get; } = PodAnnotation.Create(
        "cpuLimit", ValueParsers.OptionalQuantity, "CPU that envoy and xray-daemon are limited to", "`sidecar-cpu-limits`", (a, v) => a.CpuLimit = new(true, v));

    /// <summary>The limit of memory.</summary>
    public static PodAnnotation MemoryLimit { get; } = PodAnnotation.Create(
        "memoryLimit", ValueParsers.OptionalQuantity, "Memory that envoy and xray-daemon are limited to", "`sidecar-memory-limits`", (a, v) => a.MemoryLimit = new(true, v));

    /// <summary>Whether Envoy is a native sidecar.</summary>
    public static PodAnnotation NativeSidecar { get; } = PodAnnotation.Create(
        "nativeSidecar", ValueParsers.Switch, "Makes Envoy an init container that keeps running (Kubernetes 1.29 and later)", "`native-sidecar`", (a, v) => a.NativeSidecar = v);

    /// <summary>What was added.</summary>
    public static PodAnnotation Status { get; } = PodAnnotation.CreateUnparsed("injectStatus", "Written by the injector: what it added, as one line of JSON");

    /// <summary>The user id whose traffic is not redirected.</summary>
    public static PodAnnotation IgnoredUid { get; } = PodAnnotation.CreateUnparsed("ignoredUID", "Written by the injector for the CNI plugin");

    /// <summary>Envoy's port for outgoing traffic.</summary>
    public static PodAnnotation ProxyEgressPort { get; } = PodAnnotation.CreateUnparsed("proxyEgressPort", "Written by the injector for the CNI plugin");

    /// <summary>Envoy's port for incoming traffic.</summary>
    public static PodAnnotation ProxyIngressPort { get; } = PodAnnotation.CreateUnparsed("proxyIngressPort", "Written by the injector for the CNI plugin");

    /// <summary>Every annotation.</summary>
    public static IReadOnlyList<PodAnnotation> All { get; } =
    [
        InjectionSwitch,
        Mesh,
        VirtualNode,
        Ports,
        EgressIgnoredPorts,
        EgressIgnoredIps,
        PodAnnotation.Create("ipv6", ValueParsers.Switch, "APPMESH_ENABLE_IPV6: whether IPv6 traffic is redirected", "`enabled`", (a, v) => a.Ipv6 = v),
        PodAnnotation.Create("appmeshCNI", ValueParsers.Switch, "Leaves the redirect rules to the App Mesh CNI plugin: no `proxyinit`", "`enabled` on Fargate, else `disabled`", (a, v) => a.Cni = v),
        PodAnnotation.Create("sidecarImage", ValueParsers.Image, "Image of Envoy", "`sidecar-image`", (a, v) => a.SidecarImage = v),
        PodAnnotation.Create("preview", ValueParsers.SwitchOrBoolean, "APPMESH_PREVIEW: the preview channel of App Mesh", "`preview`", (a, v) => a.Preview = v),
        CpuRequest,
        MemoryRequest,
        CpuLimit,
        MemoryLimit,
        PodAnnotation.Create("sidecarEnv", ValueParsers.Variables, "Environment variables of Envoy; of those the injector sets only XRAY_SAMPLING_RATE and ENVOY_LOG_LEVEL give way", "none", (a, v) => a.SidecarEnv = v),
        PodAnnotation.Create("sidecarEnvJson", ValueParsers.JsonVariables, "The same, for values with commas; wins over `sidecarEnv`", "none", (a, v) => a.SidecarEnvJson = v),
        SecretMounts,
        VolumeMounts,
        PodAnnotation.Create("sds", ValueParsers.DisabledOnly, "Leaves the SDS socket out", "`enable-sds`", (a, v) => a.Sds = v),
        XRayAgentConfigMount,
        NativeSidecar,
        PodAnnotation.Create("waitUntilProxyReady", ValueParsers.Switch, "Starts Envoy first and lets the application wait for it", "`wait-until-proxy-ready`", (a, v) => a.WaitUntilProxyReady = v),
        Status,
        IgnoredUid,
        ProxyEgressPort,
        ProxyIngressPort,
        PodAnnotation.CreateUnparsed("ignoredGID", "Read by the CNI plugin"),
        PodAnnotation.CreateUnparsed("virtualGatewaySkipImageOverride", "Read by the App Mesh controller"),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(annotation => annotation.Name)];

    /// <summary>The annotations by their keys.</summary>
    public static FrozenDictionary<string, PodAnnotation> ByKey { get; } = All.ToFrozenDictionary(annotation => annotation.Key);
}
