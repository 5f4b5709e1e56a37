using System.Collections.Immutable;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// What the injector reads of a pod. It is never written back: a pod has many more fields, and each of them stays as it is.
/// </summary>
public sealed class PodView
{
    /// <summary>The prefix of the annotations that are the injector's.</summary>
    public const string AnnotationPrefix = "appmesh.k8s.aws/";

    /// <summary>Which of the parents that additions need are there.</summary>
    public PodFields PresentFields { get; internal set; }

    /// <summary>metadata.name; absent while the API server has yet to generate it.</summary>
    public string? Name { get; internal set; }

    /// <summary>metadata.generateName.</summary>
    public string? GenerateName { get; internal set; }

    /// <summary>metadata.namespace; absent at admission when the client left it out.</summary>
    public string? Namespace { get; internal set; }

    /// <summary>metadata.ownerReferences.</summary>
    public IReadOnlyList<OwnerReference> Owners { get; internal set; } = [];

    /// <summary>The labels that are read, by key.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal set; } = Empty;

    /// <summary>The annotations that are read, by key: those under <see cref="AnnotationPrefix"/> and a few of Kubernetes.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; internal set; } = Empty;

    /// <summary>spec.hostNetwork.</summary>
    public bool HostNetwork { get; internal set; }

    /// <summary>Whether spec.os or the node selector says Windows.</summary>
    public bool IsWindows { get; internal set; }

    /// <summary>spec.terminationGracePeriodSeconds.</summary>
    public long? TerminationGracePeriodSeconds { get; internal set; }

    /// <summary>spec.securityContext.runAsUser.</summary>
    public long? RunAsUser { get; internal set; }

    /// <summary>spec.containers.</summary>
    public ImmutableArray<ContainerView> Containers { get; internal set; } = [];

    /// <summary>spec.initContainers.</summary>
    public ImmutableArray<ContainerView> InitContainers { get; internal set; } = [];

    /// <summary>spec.volumes.</summary>
    public IReadOnlyList<VolumeView> Volumes { get; internal set; } = [];

    /// <summary>The names in spec.imagePullSecrets.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; internal set; } = [];

    private static readonly Dictionary<string, string> Empty = [];

    private HashSet<string>? _volumeNames;

    /// <summary>Whether the pod has a container or an init container of this name.</summary>
    public bool HasContainer(string name) => IndexOf(Containers, name) >= 0 || IndexOf(InitContainers, name) >= 0;

    /// <summary>The place of the init container of this name, or -1.</summary>
    public int IndexOfInitContainer(string name) => IndexOf(InitContainers, name);

    /// <summary>Whether the pod has a volume of this name.</summary>
    public bool HasVolume(string name)
    {
        _volumeNames ??= Volumes.Select(volume => volume.Name).ToHashSet(StringComparer.Ordinal);
        return _volumeNames.Contains(name);
    }

    private static int IndexOf(ImmutableArray<ContainerView> containers, string name)
    {
        for (var i = 0; i < containers.Length; i++)
        {
            if (containers[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The parents that additions need: a JSON Patch cannot add to what is not there (RFC 6902, section 4.1).</summary>
[Flags]
public enum PodFields
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>metadata.</summary>
    Metadata = 1,

    /// <summary>metadata.annotations.</summary>
    Annotations = 1 << 1,

    /// <summary>metadata.labels.</summary>
    Labels = 1 << 2,

    /// <summary>metadata.ownerReferences.</summary>
    OwnerReferences = 1 << 3,

    /// <summary>spec.</summary>
    Spec = 1 << 4,

    /// <summary>spec.containers.</summary>
    Containers = 1 << 5,

    /// <summary>spec.initContainers.</summary>
    InitContainers = 1 << 6,

    /// <summary>spec.volumes.</summary>
    Volumes = 1 << 7,

    /// <summary>spec.imagePullSecrets.</summary>
    ImagePullSecrets = 1 << 8,

    /// <summary>spec.securityContext.</summary>
    SecurityContext = 1 << 9,

    /// <summary>spec.securityContext.fsGroup.</summary>
    FsGroup = 1 << 10,
}
