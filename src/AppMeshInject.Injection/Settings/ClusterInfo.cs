using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>What is known of the cluster. It is settled before the first admission, so that equal pods get equal patches.</summary>
/// <param name="Version">The server's version; null where it is not known.</param>
/// <param name="Region">The AWS region; null where it is not known.</param>
/// <param name="InjectorNamespace">The namespace that the injector runs in, whose pods it leaves alone.</param>
public sealed record ClusterInfo(KubernetesVersion? Version, string? Region, string InjectorNamespace)
{
    /// <summary>The namespace of an installation by the book.</summary>
    public const string DefaultNamespace = "appmesh-inject";

    /// <summary>Whether the server is known to be too old for native sidecars.</summary>
    public bool LacksNativeSidecars => Version is { Minor: < KubernetesVersion.FirstMinorWithNativeSidecars };

    /// <summary>What the settings alone say of the cluster.</summary>
    public static ClusterInfo FromSettings(InjectorSettings settings, string injectorNamespace = DefaultNamespace) =>
        new(settings.Mesh.KubernetesVersion, settings.Mesh.Region, injectorNamespace);

    /// <summary>Why the settings cannot hold on this cluster; null where they can.</summary>
    public string? Validate(InjectorSettings settings) =>
        settings.Mesh.NativeSidecar is true && LacksNativeSidecars
            ? $"--native-sidecar: \"true\" needs Kubernetes 1.{KubernetesVersion.FirstMinorWithNativeSidecars} or later, and this is {Version!.Text}; set it to auto or false"
            : null;

    /// <summary>Whether Envoy is a native sidecar where the pod does not say.</summary>
    public bool UsesNativeSidecarsByDefault(InjectorSettings settings) =>
        settings.Mesh.NativeSidecar ?? Version is { Minor: >= KubernetesVersion.FirstMinorWithNativeSidecarsOnAllNodes };
}
