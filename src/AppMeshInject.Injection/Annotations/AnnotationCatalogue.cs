using System.Collections.Frozen;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Annotations;

/// <summary>All annotations under appmesh.k8s.aws/, in the order of the reference page.</summary>
public static class AnnotationCatalogue
{
    private const string WrittenForCni = "Written by the injector, read by the App Mesh CNI plugin";

    /// <summary>The annotation that enables or disables injection.</summary>
    public static PodAnnotation InjectionSwitch { get; } = PodAnnotation.Create(
        "sidecarInjectorWebhook", ValueParsers.Switch,
        "Enables or disables injection of the pod",
        "`inject-default`",
        (a, v) => a.Injection = v);

    /// <summary>The ports of the application.</summary>
    public static PodAnnotation Ports { get; } = PodAnnotation.Create(
        "ports", ValueParsers.Ports,
        "Ports whose incoming traffic is redirected to Envoy; empty for none (sets APPMESH_APP_PORTS)",
        "the TCP containerPorts of the pod's containers and native sidecars",
        (a, v) => a.Ports = v);

    /// <summary>The destination ports whose outgoing traffic is not redirected.</summary>
    public static PodAnnotation EgressIgnoredPorts { get; } = PodAnnotation.Create(
        "egressIgnoredPorts", ValueParsers.IgnoredPorts,
        "Destination ports whose outgoing traffic is not redirected to Envoy (sets APPMESH_EGRESS_IGNORED_PORTS)",
        "`22`",
        (a, v) => a.EgressIgnoredPorts = v);

    /// <summary>The destinations whose outgoing traffic is not redirected.</summary>
    public static PodAnnotation EgressIgnoredIps { get; } = PodAnnotation.Create(
        "egressIgnoredIPs", ValueParsers.IpRanges,
        "Destinations whose outgoing traffic is not redirected to Envoy (sets APPMESH_EGRESS_IGNORED_IP)",
        "`ignored-ips`",
        (a, v) => a.EgressIgnoredIps = v);

    /// <summary>The name of the virtual node.</summary>
    public static PodAnnotation VirtualNode { get; } = PodAnnotation.Create(
        "virtualNode", ValueParsers.MeshName,
        "Name of the virtual node",
        "`virtual-node-format` with its placeholders replaced",
        (a, v) => a.VirtualNode = v);

    /// <summary>The name of the mesh.</summary>
    public static PodAnnotation Mesh { get; } = PodAnnotation.Create(
        "mesh", ValueParsers.MeshName,
        "Name of the mesh; `name@account` for a mesh that another AWS account shares",
        "`mesh-name`",
        (a, v) => a.Mesh = v);

    /// <summary>The secrets that are mounted into Envoy.</summary>
    public static PodAnnotation SecretMounts { get; } = PodAnnotation.Create(
        "secretMounts", ValueParsers.SecretMounts,
        "Secrets to mount into Envoy, read-only",
        "none",
        (a, v) => a.SecretMounts = v);

    /// <summary>The volumes of the pod that are mounted into Envoy.</summary>
    public static PodAnnotation VolumeMounts { get; } = PodAnnotation.Create(
        "volumeMounts", ValueParsers.VolumeMounts,
        "Volumes of the pod to mount into Envoy, read-only",
        "none",
        (a, v) => a.VolumeMounts = v);

    /// <summary>The volume with the configuration of xray-daemon.</summary>
    public static PodAnnotation XRayAgentConfigMount { get; } = PodAnnotation.Create(
        "xrayAgentConfigMount", ValueParsers.VolumeMount,
        "Volume of the pod with the configuration file `xray-daemon.yaml`, to mount into xray-daemon",
        "none",
        (a, v) => a.XRayAgentConfigMount = v);

    /// <summary>The CPU request of the sidecars.</summary>
    public static PodAnnotation CpuRequest { get; } = PodAnnotation.Create(
        "cpuRequest", ValueParsers.OptionalQuantity,
        "CPU request of envoy and xray-daemon",
        "`sidecar-cpu-requests`",
        (a, v) => a.CpuRequest = new(true, v));

    /// <summary>The memory request of the sidecars.</summary>
    public static PodAnnotation MemoryRequest { get; } = PodAnnotation.Create(
        "memoryRequest", ValueParsers.OptionalQuantity,
        "Memory request of envoy and xray-daemon",
        "`sidecar-memory-requests`",
        (a, v) => a.MemoryRequest = new(true, v));

    /// <summary>The CPU limit of the sidecars.</summary>
    public static PodAnnotation CpuLimit { get; } = PodAnnotation.Create(
        "cpuLimit", ValueParsers.OptionalQuantity,
        "CPU limit of envoy and xray-daemon",
        "`sidecar-cpu-limits`",
        (a, v) => a.CpuLimit = new(true, v));

    /// <summary>The memory limit of the sidecars.</summary>
    public static PodAnnotation MemoryLimit { get; } = PodAnnotation.Create(
        "memoryLimit", ValueParsers.OptionalQuantity,
        "Memory limit of envoy and xray-daemon",
        "`sidecar-memory-limits`",
        (a, v) => a.MemoryLimit = new(true, v));

    /// <summary>The annotation that makes Envoy a native sidecar or a regular container.</summary>
    public static PodAnnotation NativeSidecar { get; } = PodAnnotation.Create(
        "nativeSidecar", ValueParsers.Switch,
        "Adds Envoy as a native sidecar, an init container that keeps running (Kubernetes 1.29 or later)",
        "`native-sidecar`",
        (a, v) => a.NativeSidecar = v);

    /// <summary>The annotation that records what the injector added to the pod.</summary>
    public static PodAnnotation Status { get; } = PodAnnotation.CreateUnparsed(
        "injectStatus", "Written by the injector: the changes to the pod, as one line of JSON");

    /// <summary>The user ID whose traffic is not redirected.</summary>
    public static PodAnnotation IgnoredUid { get; } = PodAnnotation.CreateUnparsed("ignoredUID", WrittenForCni);

    /// <summary>Envoy's port for outgoing traffic.</summary>
    public static PodAnnotation ProxyEgressPort { get; } =
        PodAnnotation.CreateUnparsed("proxyEgressPort", WrittenForCni);

    /// <summary>Envoy's port for incoming traffic.</summary>
    public static PodAnnotation ProxyIngressPort { get; } =
        PodAnnotation.CreateUnparsed("proxyIngressPort", WrittenForCni);

    /// <summary>All annotations.</summary>
    public static IReadOnlyList<PodAnnotation> All { get; } =
    [
        InjectionSwitch,
        Mesh,
        VirtualNode,
        Ports,
        EgressIgnoredPorts,
        EgressIgnoredIps,
        PodAnnotation.Create(
            "ipv6", ValueParsers.Switch,
            "Redirects IPv6 traffic too (sets APPMESH_ENABLE_IPV6)",
            "`enabled`",
            (a, v) => a.Ipv6 = v),
        PodAnnotation.Create(
            "appmeshCNI", ValueParsers.Switch,
            "Lets the App Mesh CNI plugin redirect the traffic, without the init container `proxyinit`",
            "`enabled` on Fargate, else `disabled`",
            (a, v) => a.Cni = v),
        PodAnnotation.Create(
            "sidecarImage", ValueParsers.Image,
            "Image of Envoy",
            "`sidecar-image`",
            (a, v) => a.SidecarImage = v),
        PodAnnotation.Create(
            "preview", ValueParsers.SwitchOrBoolean,
            "Uses the preview channel of App Mesh (sets APPMESH_PREVIEW)",
            "`preview`",
            (a, v) => a.Preview = v),
        CpuRequest,
        MemoryRequest,
        CpuLimit,
        MemoryLimit,
        PodAnnotation.Create(
            "sidecarEnv", ValueParsers.Variables,
            "Environment variables of Envoy; they cannot override variables that the injector sets, except "
                + "XRAY_SAMPLING_RATE and ENVOY_LOG_LEVEL",
            "none",
            (a, v) => a.SidecarEnv = v),
        PodAnnotation.Create(
            "sidecarEnvJson", ValueParsers.JsonVariables,
            "Environment variables of Envoy whose values may contain commas; overrides `sidecarEnv`",
            "none",
            (a, v) => a.SidecarEnvJson = v),
        SecretMounts,
        VolumeMounts,
        PodAnnotation.Create(
            "sds", ValueParsers.DisabledOnly,
            "Does not mount the SDS socket",
            "`enable-sds`",
            (a, v) => a.Sds = v),
        XRayAgentConfigMount,
        NativeSidecar,
        PodAnnotation.Create(
            "waitUntilProxyReady", ValueParsers.Switch,
            "Starts Envoy first and makes the application wait until Envoy is ready",
            "`wait-until-proxy-ready`",
            (a, v) => a.WaitUntilProxyReady = v),
        Status,
        IgnoredUid,
        ProxyEgressPort,
        ProxyIngressPort,
        PodAnnotation.CreateUnparsed("ignoredGID", "Read by the App Mesh CNI plugin"),
        PodAnnotation.CreateUnparsed("virtualGatewaySkipImageOverride", "Read by the App Mesh controller"),
    ];

    /// <summary>The names of all annotations, without the prefix.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(annotation => annotation.Name)];

    /// <summary>All annotations by key.</summary>
    public static FrozenDictionary<string, PodAnnotation> ByKey { get; } =
        All.ToFrozenDictionary(annotation => annotation.Key);
}
