using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Which pods are injected, and into which mesh.</summary>
public sealed class MeshSettings
{
    /// <summary>The mesh of pods that name none; null where each must name its own.</summary>
    public string? Name { get; private set; }

    /// <summary>The AWS region; null where it is not set.</summary>
    public string? Region { get; private set; }

    /// <summary>How virtual nodes are named.</summary>
    public VirtualNodeFormat VirtualNodeFormat { get; private set; } = null!;

    /// <summary>Whether a pod that does not say is injected.</summary>
    public bool InjectByDefault { get; private set; }

    /// <summary>Whether Envoy is a native sidecar: true, false, or null for whatever the server can do.</summary>
    public bool? NativeSidecar { get; private set; }

    /// <summary>The server's version, where it is set and not learned.</summary>
    public KubernetesVersion? KubernetesVersion { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("mesh-name", ValueParsers.MeshName, null, "The mesh; `name@account` for one that another account shares", (s, v) => s.Mesh.Name = v)
            with { OtherEnvironmentVariables = ["MESH_NAME", "APPMESH_NAME"], Annotation = "mesh" },
        Setting.Create("region", ValueParsers.Token, null, "The AWS region; AWS_REGION of the injected containers. Without it they ask the instance metadata service", (s, v) => s.Mesh.Region = v)
            with { OtherEnvironmentVariables = ["APPMESH_REGION", "AWS_REGION"] },
        Setting.Create("virtual-node-format", VirtualNodeFormat.Parser, "{namespace}-{workload}", "How a virtual node is named after its workload", (s, v) => s.Mesh.VirtualNodeFormat = v!)
            with { Annotation = "virtualNode" },
        Setting.Create("inject-default", ValueParsers.Boolean, "true", "Whether a pod that does not say is injected", (s, v) => s.Mesh.InjectByDefault = v)
            with { Annotation = "sidecarInjectorWebhook" },
        Setting.Create("native-sidecar", ValueParsers.OneOf("auto", "true", "false"), "auto", "Whether Envoy is an init container that keeps running (Kubernetes 1.29 and later); `auto` means from 1.32 on", (s, v) => s.Mesh.NativeSidecar = v == "auto" ? null : v == "true")
            with { Annotation = "nativeSidecar" },
        Setting.Create("kubernetes-version", KubernetesVersion.Parser, null, "The server's version, where it is not to be learned; APPMESH_PLATFORM_K8S_VERSION", (s, v) => s.Mesh.KubernetesVersion = v),
    ];
}
