using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Annotations;

/// <summary>What the annotations of one pod say. A property is null where the annotation is absent or malformed.</summary>
public sealed class PodAnnotations
{
    private static readonly PodAnnotations None = new();

    private List<string>? _faults;
    private List<string>? _unknown;

    internal PodAnnotations()
    {
    }

    /// <summary>What is malformed: the annotation, the value and the accepted form, one sentence each.</summary>
    public IReadOnlyList<string> Errors => _faults ?? [];

    /// <summary>The keys under the prefix that are not known.</summary>
    public IReadOnlyList<string> UnknownKeys => _unknown ?? [];

    /// <summary>Whether injection is asked for or refused.</summary>
    public bool? Injection { get; internal set; }

    /// <summary>The value of the injection switch that is neither.</summary>
    public string? InvalidInjectionValue { get; private set; }

    /// <summary>The mesh.</summary>
    public string? Mesh { get; internal set; }

    /// <summary>The virtual node.</summary>
    public string? VirtualNode { get; internal set; }

    /// <summary>The ports of the application.</summary>
    public IReadOnlyList<int>? Ports { get; internal set; }

    /// <summary>The ports that egress ignores.</summary>
    public IReadOnlyList<int>? EgressIgnoredPorts { get; internal set; }

    /// <summary>The destinations that egress ignores.</summary>
    public IReadOnlyList<string>? EgressIgnoredIps { get; internal set; }

    /// <summary>Whether the preview channel is used.</summary>
    public bool? Preview { get; internal set; }

    /// <summary>The CPU requested.</summary>
    public QuantityOverride CpuRequest { get; internal set; }

    /// <summary>The memory requested.</summary>
    public QuantityOverride MemoryRequest { get; internal set; }

    /// <summary>The limit of CPU.</summary>
    public QuantityOverride CpuLimit { get; internal set; }

    /// <summary>The limit of memory.</summary>
    public QuantityOverride MemoryLimit { get; internal set; }

    /// <summary>Whether the CNI plugin redirects the traffic.</summary>
    public bool? Cni { get; internal set; }

    /// <summary>Whether IPv6 traffic is redirected.</summary>
    public bool? Ipv6 { get; internal set; }

    /// <summary>Secrets for Envoy.</summary>
    public IReadOnlyList<MountSource> SecretMounts { get; internal set; } = [];

    /// <summary>Volumes for Envoy.</summary>
    public IReadOnlyList<MountSource> VolumeMounts { get; internal set; } = [];

    /// <summary>Environment variables for Envoy.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SidecarEnv { get; internal set; } = [];

    /// <summary>More of them, which win.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SidecarEnvJson { get; internal set; } = [];

    /// <summary>False where the pod wants no SDS.</summary>
    public bool? Sds { get; internal set; }

    /// <summary>The volume with the configuration of xray-daemon.</summary>
    public MountSource? XRayAgentConfigMount { get; internal set; }

    /// <summary>Whether Envoy is a native sidecar.</summary>
    public bool? NativeSidecar { get; internal set; }

    /// <summary>Whether the application waits for Envoy.</summary>
    public bool? WaitUntilProxyReady { get; internal set; }

    /// <summary>The image of Envoy.</summary>
    public string? SidecarImage { get; internal set; }

    /// <summary>Whether they say something of the injected containers that is more than a switch.</summary>
    internal bool ChangesContainers => SidecarImage is not null
        || CpuRequest.IsSet || MemoryRequest.IsSet || CpuLimit.IsSet || MemoryLimit.IsSet
        || SidecarEnv.Count > 0 || SidecarEnvJson.Count > 0
        || SecretMounts.Count > 0 || VolumeMounts.Count > 0 || XRayAgentConfigMount is not null;

    /// <summary>Reads every annotation of the pod that is ours.</summary>
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
        if (annotation.Apply(this, text) is not { } fault)
        {
            return;
        }

        // A wrong switch must not keep a pod from starting: both predecessors let it pass.
        if (annotation == AnnotationCatalogue.InjectionSwitch)
        {
            InvalidInjectionValue = text;
        }
        else
        {
            (_faults ??= []).Add(fault.Format(annotation.Key, text));
        }
    }
}

/// <summary>What an annotation makes of a setting that may have no value.</summary>
/// <param name="IsSet">Whether the annotation is there.</param>
/// <param name="Value">Its value: null removes the setting's.</param>
public readonly record struct QuantityOverride(bool IsSet, Quantity? Value)
{
    /// <summary>The annotation's value, or without one the setting's.</summary>
    public Quantity? GetValueOrDefault(Quantity? setting) => IsSet ? Value : setting;
}
