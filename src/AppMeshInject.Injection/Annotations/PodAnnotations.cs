using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Annotations;

/// <summary>The parsed annotations of one pod. A property is null if its annotation is absent or invalid.</summary>
public sealed class PodAnnotations
{
    private static readonly PodAnnotations None = new();

    private List<string>? _errors;
    private List<string>? _unknown;

    internal PodAnnotations()
    {
    }

    /// <summary>
    /// The error messages of invalid annotations. Each contains the key, the value and the accepted values.
    /// </summary>
    public IReadOnlyList<string> Errors => _errors ?? [];

    /// <summary>The unknown keys that have the prefix of the App Mesh annotations.</summary>
    public IReadOnlyList<string> UnknownKeys => _unknown ?? [];

    /// <summary>True if injection is enabled, false if it is disabled.</summary>
    public bool? Injection { get; internal set; }

    /// <summary>The value of the injection annotation if it is invalid; otherwise null.</summary>
    public string? InvalidInjectionValue { get; private set; }

    /// <summary>The name of the mesh.</summary>
    public string? Mesh { get; internal set; }

    /// <summary>The name of the virtual node.</summary>
    public string? VirtualNode { get; internal set; }

    /// <summary>The ports of the application.</summary>
    public IReadOnlyList<int>? Ports { get; internal set; }

    /// <summary>The destination ports whose outgoing traffic is not redirected.</summary>
    public IReadOnlyList<int>? EgressIgnoredPorts { get; internal set; }

    /// <summary>The destinations whose outgoing traffic is not redirected.</summary>
    public IReadOnlyList<string>? EgressIgnoredIps { get; internal set; }

    /// <summary>True if Envoy uses the preview channel of App Mesh.</summary>
    public bool? Preview { get; internal set; }

    /// <summary>The CPU request of the sidecars.</summary>
    public QuantityOverride CpuRequest { get; internal set; }

    /// <summary>The memory request of the sidecars.</summary>
    public QuantityOverride MemoryRequest { get; internal set; }

    /// <summary>The CPU limit of the sidecars.</summary>
    public QuantityOverride CpuLimit { get; internal set; }

    /// <summary>The memory limit of the sidecars.</summary>
    public QuantityOverride MemoryLimit { get; internal set; }

    /// <summary>True if the CNI plugin redirects the traffic.</summary>
    public bool? Cni { get; internal set; }

    /// <summary>True if IPv6 traffic is redirected too.</summary>
    public bool? Ipv6 { get; internal set; }

    /// <summary>The secrets that are mounted into Envoy.</summary>
    public IReadOnlyList<MountSource> SecretMounts { get; internal set; } = [];

    /// <summary>The volumes that are mounted into Envoy.</summary>
    public IReadOnlyList<MountSource> VolumeMounts { get; internal set; } = [];

    /// <summary>The environment variables of Envoy from sidecarEnv.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SidecarEnv { get; internal set; } = [];

    /// <summary>
    /// The environment variables of Envoy from sidecarEnvJson, which override <see cref="SidecarEnv"/>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> SidecarEnvJson { get; internal set; } = [];

    /// <summary>False if the pod disables SDS.</summary>
    public bool? Sds { get; internal set; }

    /// <summary>The volume with the configuration of xray-daemon.</summary>
    public MountSource? XRayAgentConfigMount { get; internal set; }

    /// <summary>True if Envoy is a native sidecar.</summary>
    public bool? NativeSidecar { get; internal set; }

    /// <summary>True if the containers of the application wait until Envoy is ready.</summary>
    public bool? WaitUntilProxyReady { get; internal set; }

    /// <summary>The image of Envoy.</summary>
    public string? SidecarImage { get; internal set; }

    /// <summary>
    /// True if an annotation sets values that differ from pod to pod, so that the pod needs its own patch.
    /// </summary>
    internal bool ChangesContainers => SidecarImage is not null
        || CpuRequest.IsSet || MemoryRequest.IsSet || CpuLimit.IsSet || MemoryLimit.IsSet
        || SidecarEnv.Count > 0 || SidecarEnvJson.Count > 0
        || SecretMounts.Count > 0 || VolumeMounts.Count > 0 || XRayAgentConfigMount is not null;

    /// <summary>Parses the App Mesh annotations of a pod and ignores all others.</summary>
    /// <param name="pod">The pod.</param>
    public static PodAnnotations Parse(PodView pod)
    {
        if (pod.Annotations.Count == 0)
        {
            return None;
        }

        var annotations = new PodAnnotations();
        foreach (var (key, text) in pod.Annotations)
        {
            if (AnnotationCatalogue.ByKey.TryGetValue(key, out var annotation))
            {
                annotations.Apply(annotation, text);
            }
            else if (key.StartsWith(PodView.AnnotationPrefix, StringComparison.Ordinal))
            {
                (annotations._unknown ??= []).Add(key);
            }
        }

        return annotations;
    }

    private void Apply(PodAnnotation annotation, string text)
    {
        if (annotation.Apply(this, text) is not { } error)
        {
            return;
        }

        // An invalid value must not reject the pod: aws-app-mesh-inject and the App Mesh controller ignored it too.
        if (annotation == AnnotationCatalogue.InjectionSwitch)
        {
            InvalidInjectionValue = text;
        }
        else
        {
            (_errors ??= []).Add(error.Format(annotation.Key, text));
        }
    }
}

/// <summary>
/// An annotation that overrides a quantity of the settings. An empty annotation removes the quantity.
/// </summary>
/// <param name="IsSet">True if the annotation is present.</param>
/// <param name="Value">The value of the annotation; null removes the value of the setting.</param>
public readonly record struct QuantityOverride(bool IsSet, Quantity? Value)
{
    /// <summary>Gets the value of the annotation or, if the annotation is absent, the value of the setting.</summary>
    /// <param name="setting">The value of the setting; null for none.</param>
    public Quantity? GetValueOrDefault(Quantity? setting) => IsSet ? Value : setting;
}
