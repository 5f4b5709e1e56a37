namespace AppMeshInject.Injection.Plans;

/// <summary>The additions to a pod and their positions. Independent of the JSON form of the pod.</summary>
public sealed record InjectionPlan
{
    /// <summary>Gets the containers, in the order in which the patch adds them.</summary>
    public required IReadOnlyList<ContainerAddition> Containers { get; init; }

    /// <summary>Gets the volumes.</summary>
    public required IReadOnlyList<VolumeAddition> Volumes { get; init; }

    /// <summary>Gets the name of the image pull secret; null if none is added.</summary>
    public required string? PullSecret { get; init; }

    /// <summary>Gets <c>spec.securityContext.fsGroup</c>; null if it is not added.</summary>
    public required int? FsGroup { get; init; }

    /// <summary>Gets the annotations.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; }
}

/// <summary>A container and its position.</summary>
/// <param name="Container">The container.</param>
/// <param name="IsInit">
/// True to add it to <c>spec.initContainers</c>, false to add it to <c>spec.containers</c>.
/// </param>
/// <param name="Index">The zero-based index at which it is inserted; null to append it.</param>
public sealed record ContainerAddition(Container Container, bool IsInit, int? Index);

/// <summary>A volume that contains either a secret or a socket of the node.</summary>
/// <param name="Name">The name of the volume.</param>
/// <param name="SecretName">The name of the secret; null for a socket.</param>
/// <param name="SocketPath">The path of the socket on the node; null for a secret.</param>
public sealed record VolumeAddition(string Name, string? SecretName, string? SocketPath);
