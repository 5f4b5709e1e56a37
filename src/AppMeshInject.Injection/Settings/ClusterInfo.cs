using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>
/// Properties of the cluster. They are determined before the first admission and do not change, so that equal pods get
/// equal patches.
/// </summary>
/// <param name="Version">The Kubernetes version of the API server; null if unknown.</param>
/// <param name="Region">The AWS region; null if unknown.</param>
/// <param name="InjectorNamespace">The namespace of the injector. Its pods are not injected.</param>
public sealed record ClusterInfo(KubernetesVersion? Version, string? Region, string InjectorNamespace)
{
    /// <summary>The namespace of a default installation.</summary>
    public const string DefaultNamespace = "appmesh-inject";

    /// <summary>True if the API server is known to be too old for native sidecars.</summary>
    public bool LacksNativeSidecars => Version is { Minor: < KubernetesVersion.FirstMinorWithNativeSidecars };

    /// <summary>Creates an instance from the settings alone, without discovery.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="injectorNamespace">The namespace of the injector.</param>
    public static ClusterInfo FromSettings(
        InjectorSettings settings, string injectorNamespace = DefaultNamespace) =>
        new(settings.Mesh.KubernetesVersion, settings.Mesh.Region, injectorNamespace);

    /// <summary>Checks whether the settings are valid on this cluster.</summary>
    /// <param name="settings">The settings to check.</param>
    /// <returns>The error message; null if the settings are valid.</returns>
    public string? Validate(InjectorSettings settings) =>
        settings.Mesh.NativeSidecar is true && LacksNativeSidecars
            ? $"--native-sidecar: \"true\" requires Kubernetes 1.{KubernetesVersion.FirstMinorWithNativeSidecars} "
                + $"or later, but the version is {Version!.Text}; set it to auto or false"
            : null;

    /// <summary>
    /// Returns whether Envoy is a native sidecar in pods without the annotation <c>nativeSidecar</c>.
    /// </summary>
    /// <param name="settings">The settings.</param>
    public bool UsesNativeSidecarsByDefault(InjectorSettings settings) =>
        settings.Mesh.NativeSidecar
        ?? Version is { Minor: >= KubernetesVersion.FirstMinorWithNativeSidecarsOnAllNodes };
}
