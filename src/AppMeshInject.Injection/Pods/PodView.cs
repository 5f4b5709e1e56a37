using System.Collections.Immutable;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// The fields of a pod that the injector reads. It is never serialized: the injector changes a pod only by a JSON
/// Patch.
/// </summary>
public sealed class PodView
{
    /// <summary>The prefix of the annotations of App Mesh.</summary>
    public const string AnnotationPrefix = "appmesh.k8s.aws/";

    /// <summary>Gets the fields of <see cref="PodFields"/> that are present in the pod.</summary>
    public PodFields PresentFields { get; internal set; }

    /// <summary>Gets <c>metadata.name</c>; null if the API server generates it.</summary>
    public string? Name { get; internal set; }

    /// <summary>Gets <c>metadata.generateName</c>; null if absent.</summary>
    public string? GenerateName { get; internal set; }

    /// <summary>Gets <c>metadata.namespace</c>; null at admission if the client omits it.</summary>
    public string? Namespace { get; internal set; }

    /// <summary>Gets <c>metadata.ownerReferences</c>.</summary>
    public IReadOnlyList<OwnerReference> Owners { get; internal set; } = [];

    /// <summary>Gets the labels of <see cref="KnownKeys"/> that the pod has, by key.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal set; } = Empty;

    /// <summary>
    /// Gets the annotations with <see cref="AnnotationPrefix"/> and the annotations of <see cref="KnownKeys"/>, by key.
    /// </summary>
    public IReadOnlyDictionary<string, string> Annotations { get; internal set; } = Empty;

    /// <summary>Gets <c>spec.hostNetwork</c>; false if absent.</summary>
    public bool HostNetwork { get; internal set; }

    /// <summary>Gets whether <c>spec.os</c> or the node selector is <c>windows</c>.</summary>
    public bool IsWindows { get; internal set; }

    /// <summary>Gets <c>spec.terminationGracePeriodSeconds</c>; null if absent.</summary>
    public long? TerminationGracePeriodSeconds { get; internal set; }

    /// <summary>Gets <c>spec.securityContext.runAsUser</c>; null if absent.</summary>
    public long? RunAsUser { get; internal set; }

    /// <summary>Gets <c>spec.containers</c>.</summary>
    public ImmutableArray<ContainerView> Containers { get; internal set; } = [];

    /// <summary>Gets <c>spec.initContainers</c>.</summary>
    public ImmutableArray<ContainerView> InitContainers { get; internal set; } = [];

    /// <summary>Gets <c>spec.volumes</c>.</summary>
    public IReadOnlyList<VolumeView> Volumes { get; internal set; } = [];

    /// <summary>Gets the names in <c>spec.imagePullSecrets</c>; an absent name is empty.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; internal set; } = [];

    private static readonly Dictionary<string, string> Empty = [];

    private HashSet<string>? _volumeNames;

    /// <summary>Returns whether the pod has a container or an init container with this name.</summary>
    public bool HasContainer(string name) => IndexOf(Containers, name) >= 0 || IndexOf(InitContainers, name) >= 0;

    /// <summary>Returns the zero-based index of the init container with this name, or -1.</summary>
    public int IndexOfInitContainer(string name) => IndexOf(InitContainers, name);

    /// <summary>Returns whether the pod has a volume with this name.</summary>
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

/// <summary>
/// The fields of a pod whose presence is recorded, because a JSON Patch must create a missing parent before it adds a
/// child (RFC 6902, section 4.1).
/// </summary>
[Flags]
public enum PodFields
{
    /// <summary>The pod has none of these fields.</summary>
    None = 0,

    /// <summary><c>metadata</c>.</summary>
    Metadata = 1,

    /// <summary><c>metadata.annotations</c>.</summary>
    Annotations = 1 << 1,

    /// <summary><c>metadata.labels</c>.</summary>
    Labels = 1 << 2,

    /// <summary><c>metadata.ownerReferences</c>.</summary>
    OwnerReferences = 1 << 3,

    /// <summary><c>spec</c>.</summary>
    Spec = 1 << 4,

    /// <summary><c>spec.containers</c>.</summary>
    Containers = 1 << 5,

    /// <summary><c>spec.initContainers</c>.</summary>
    InitContainers = 1 << 6,

    /// <summary><c>spec.volumes</c>.</summary>
    Volumes = 1 << 7,

    /// <summary><c>spec.imagePullSecrets</c>.</summary>
    ImagePullSecrets = 1 << 8,

    /// <summary><c>spec.securityContext</c>.</summary>
    SecurityContext = 1 << 9,

    /// <summary><c>spec.securityContext.fsGroup</c>.</summary>
    FsGroup = 1 << 10,
}
