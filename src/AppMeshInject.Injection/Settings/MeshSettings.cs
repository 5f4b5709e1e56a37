using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The mesh, the default for injection and the cluster.</summary>
public sealed class MeshSettings
{
    /// <summary>The mesh of pods without a mesh annotation; null if each pod must specify its mesh.</summary>
    public string? Name { get; private set; }

    /// <summary>The AWS region; null if not set.</summary>
    public string? Region { get; private set; }

    /// <summary>The format of virtual node names.</summary>
    public VirtualNodeFormat VirtualNodeFormat { get; private set; } = null!;

    /// <summary>True if pods without the injection annotation are injected.</summary>
    public bool InjectByDefault { get; private set; }

    /// <summary>
    /// True if Envoy is a native sidecar, false if not, and null if this depends on the Kubernetes version.
    /// </summary>
    public bool? NativeSidecar { get; private set; }

    /// <summary>The Kubernetes version of the API server; null if it is discovered.</summary>
    public KubernetesVersion? KubernetesVersion { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "mesh-name", ValueParsers.MeshName, null,
            "Name of the mesh; `name@account` for a mesh that another AWS account shares",
            (s, v) => s.Mesh.Name = v)
            with { OtherEnvironmentVariables = ["MESH_NAME", "APPMESH_NAME"], Annotation = "mesh" },
        Setting.Create(
            "region", ValueParsers.Token, null,
            "AWS region, also AWS_REGION of the injected containers; if unset, it is discovered, and if that fails, "
                + "the containers query the instance metadata service",
            (s, v) => s.Mesh.Region = v)
            with { OtherEnvironmentVariables = ["APPMESH_REGION", "AWS_REGION"] },
        Setting.Create(
            "virtual-node-format", VirtualNodeFormat.Parser, "{namespace}-{workload}",
            "Format of virtual node names",
            (s, v) => s.Mesh.VirtualNodeFormat = v!)
            with { Annotation = "virtualNode" },
        Setting.Create(
            "inject-default", ValueParsers.Boolean, "true",
            "Injects pods without the annotation `sidecarInjectorWebhook`",
            (s, v) => s.Mesh.InjectByDefault = v)
            with { Annotation = "sidecarInjectorWebhook" },
        Setting.Create(
            "native-sidecar", ValueParsers.OneOf("auto", "true", "false"), "auto",
            "Adds Envoy as a native sidecar, an init container that keeps running (Kubernetes 1.29 or later); `auto` "
                + "means `true` for Kubernetes 1.32 or later",
            (s, v) => s.Mesh.NativeSidecar = v == "auto" ? null : v == "true")
            with { Annotation = "nativeSidecar" },
        Setting.Create(
            "kubernetes-version", KubernetesVersion.Parser, null,
            "Kubernetes version of the API server; discovered if unset (sets APPMESH_PLATFORM_K8S_VERSION)",
            (s, v) => s.Mesh.KubernetesVersion = v),
    ];
}
