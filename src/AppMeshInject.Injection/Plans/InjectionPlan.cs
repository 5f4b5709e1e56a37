namespace AppMeshInject.Injection.Plans;

/// <summary>What is added to a pod, and where. It says nothing of what the pod already has.</summary>
public sealed record InjectionPlan
{
    /// <summary>Containers, in the order in which they are added.</summary>
    public required IReadOnlyList<ContainerAddition> Containers { get; init; }

    /// <summary>Volumes.</summary>
    public required IReadOnlyList<VolumeAddition> Volumes { get; init; }

    /// <summary>The pull secret, if one is added.</summary>
    public required string? PullSecret { get; init; }

    /// <summary>spec.securityContext.fsGroup, if it is added.</summary>
    public required int? FsGroup { get; init; }

    /// <summary>Annotations.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; }
}

/// <summary>A container and its place.</summary>
/// <param name="Container">The container.</param>
/// <param name="IsInit">Whether it goes to spec.initContainers and not to spec.containers.</param>
/// <param name="Index">The place it is put in; null for the end.</param>
public sealed record ContainerAddition(Container Container, bool IsInit, int? Index);

/// <summary>A volume: of a secret, or a socket of the node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SecretName">The secret, where it is one.</param>
/// <param name="SocketPath">The socket's path on the node, where it is one.</param>
public sealed record VolumeAddition(string Name, string? SecretName, string? SocketPath);
