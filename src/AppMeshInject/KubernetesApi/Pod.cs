using System.Text.Json.Serialization;

namespace AppMeshInject.KubernetesApi;

/// <summary>A pod.</summary>
/// <param name="Metadata">The metadata.</param>
/// <param name="Spec">The specification.</param>
/// <param name="Status">The status.</param>
internal sealed record Pod(ObjectMetadata? Metadata, PodSpec? Spec, PodStatus? Status);

/// <summary>A list of pods.</summary>
/// <param name="Items">The pods.</param>
internal sealed record PodList(IReadOnlyList<Pod>? Items);

/// <summary>The specification of a pod.</summary>
/// <param name="Containers">The containers.</param>
internal sealed record PodSpec(IReadOnlyList<Container>? Containers)
{
    /// <summary>
    /// The container that runs the injector: the container with the injector's container name, or else the only
    /// container of the pod; null if there are several containers and none has that name.
    /// </summary>
    [JsonIgnore]
    public Container? InjectorContainer =>
        Containers?.FirstOrDefault(container => container.Name == InstalledNames.Container)
        ?? (Containers is [var only] ? only : null);
}

/// <summary>The status of a pod.</summary>
/// <param name="Conditions">The conditions.</param>
/// <param name="ContainerStatuses">The statuses of the containers.</param>
internal sealed record PodStatus(
    IReadOnlyList<PodCondition>? Conditions, IReadOnlyList<ContainerStatus>? ContainerStatuses);

/// <summary>A condition of a pod.</summary>
/// <param name="Type">The type, such as Ready.</param>
/// <param name="Status">"True", "False" or "Unknown".</param>
internal sealed record PodCondition(string? Type, string? Status);

/// <summary>The status of a container.</summary>
/// <param name="Name">The name of the container.</param>
/// <param name="State">The current state.</param>
internal sealed record ContainerStatus(string? Name, ContainerState? State);

/// <summary>The current state of a container. At most one of its properties is set.</summary>
/// <param name="Running">Set if the container is running.</param>
/// <param name="Waiting">Set if the container is waiting to start.</param>
internal sealed record ContainerState(ContainerStateRunning? Running, ContainerStateWaiting? Waiting);

/// <summary>The state of a container that is running.</summary>
/// <param name="StartedAt">The time at which it started.</param>
internal sealed record ContainerStateRunning(DateTimeOffset? StartedAt);

/// <summary>The state of a container that is waiting to start.</summary>
/// <param name="Reason">The reason, such as ImagePullBackOff.</param>
internal sealed record ContainerStateWaiting(string? Reason);
