using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of a Deployment.</summary>
/// <param name="Replicas">How many pods it is to have.</param>
/// <param name="PodSpec">The spec of its pods.</param>
internal sealed record LiveDeployment(int? Replicas, LivePodSpec? PodSpec)
{
    public static LiveDeployment Read(JsonElement json) => json.One("spec", OfSpec) ?? new(null, null);

    private static LiveDeployment OfSpec(JsonElement spec) =>
        new(spec.Number("replicas"), spec.One("template", static template => template.One("spec", LivePodSpec.Read)));
}

/// <summary>A list of pods.</summary>
internal sealed record LivePodList(IReadOnlyList<LivePod>? Items)
{
    public static LivePodList Read(JsonElement json) => new(json.Many("items", LivePod.Read));
}

/// <summary>What is read of a pod.</summary>
internal sealed record LivePod(ObjectMetadata? Metadata, LivePodSpec? Spec, LivePodStatus? Status)
{
    public static LivePod Read(JsonElement json) =>
        new(json.One("metadata", ObjectMetadata.Read), json.One("spec", LivePodSpec.Read), json.One("status", LivePodStatus.Read));
}

/// <summary>What is read of a pod's spec.</summary>
internal sealed record LivePodSpec(IReadOnlyList<LiveContainer>? Containers)
{
    /// <summary>The injector's container: the one of its name, or the only one.</summary>
    public LiveContainer? Injector => Containers?.FirstOrDefault(container => container.Name == InstalledNames.Container) ?? (Containers is [var only] ? only : null);

    public static LivePodSpec Read(JsonElement json) => new(json.Many("containers", LiveContainer.Read));
}

/// <summary>What is read of a pod's status.</summary>
internal sealed record LivePodStatus(
    string? Phase, DateTimeOffset? StartTime, IReadOnlyList<LiveCondition>? Conditions, IReadOnlyList<LiveContainerStatus>? ContainerStatuses)
{
    public static LivePodStatus Read(JsonElement json) => new(
        json.Text("phase"), json.Time("startTime"), json.Many("conditions", LiveCondition.Read), json.Many("containerStatuses", LiveContainerStatus.Read));
}

/// <summary>A condition of a pod.</summary>
internal sealed record LiveCondition(string? Type, string? Status)
{
    public static LiveCondition Read(JsonElement json) => new(json.Text("type"), json.Text("status"));
}

/// <summary>What is read of a container's status.</summary>
internal sealed record LiveContainerStatus(string? Name, LiveContainerState? State)
{
    public static LiveContainerStatus Read(JsonElement json) => new(json.Text("name"), json.One("state", LiveContainerState.Read));
}

/// <summary>The state of a container.</summary>
internal sealed record LiveContainerState(LiveRunningState? Running, LiveWaitingState? Waiting)
{
    public static LiveContainerState Read(JsonElement json) => new(json.One("running", LiveRunningState.Read), json.One("waiting", LiveWaitingState.Read));
}

/// <summary>Since when a container runs.</summary>
internal sealed record LiveRunningState(DateTimeOffset? StartedAt)
{
    public static LiveRunningState Read(JsonElement json) => new(json.Time("startedAt"));
}

/// <summary>Why a container does not run.</summary>
internal sealed record LiveWaitingState(string? Reason)
{
    public static LiveWaitingState Read(JsonElement json) => new(json.Text("reason"));
}
