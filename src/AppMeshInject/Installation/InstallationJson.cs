using System.Text.Json.Serialization;
using AppMeshInject.Cluster;

namespace AppMeshInject.Installation;

/// <summary>What is read of an object of which only the metadata matters.</summary>
internal sealed record LiveObject(LiveMetadata? Metadata);

/// <summary>What is read of any object's metadata.</summary>
internal sealed record LiveMetadata
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }

    public IReadOnlyList<ManagedFields>? ManagedFields { get; init; }

    /// <summary>Of a list: where it goes on; null or empty at its end.</summary>
    public string? Continue { get; init; }
}

/// <summary>What is read of a MutatingWebhookConfiguration.</summary>
internal sealed record LiveConfiguration(LiveMetadata? Metadata, IReadOnlyList<LiveWebhook>? Webhooks)
{
    /// <summary>The injector's webhook in it.</summary>
    public LiveWebhook? Webhook => Webhooks?.FirstOrDefault(webhook => webhook.Name == InstalledNames.Webhook);
}

/// <summary>What is read of a webhook.</summary>
internal sealed record LiveWebhook(
    string? Name, LiveClientConfig? ClientConfig, IReadOnlyList<LiveRule>? Rules, LabelSelector? NamespaceSelector, LabelSelector? ObjectSelector, IReadOnlyList<LiveMatchCondition>? MatchConditions, string? FailurePolicy);

/// <summary>A condition in CEL that a request must fulfil.</summary>
internal sealed record LiveMatchCondition(string? Name, string? Expression);

/// <summary>What is read of how a webhook is asked.</summary>
internal sealed record LiveClientConfig(string? CaBundle, string? Url, LiveServiceReference? Service);

/// <summary>The Service that a webhook is.</summary>
internal sealed record LiveServiceReference(string? Name, string? Namespace, string? Path, int? Port);

/// <summary>What a webhook is asked of.</summary>
internal sealed record LiveRule(IReadOnlyList<string>? ApiGroups, IReadOnlyList<string>? ApiVersions, IReadOnlyList<string>? Operations, IReadOnlyList<string>? Resources)
{
    /// <summary>Whether it is asked of pods that are created.</summary>
    public bool SelectsPods =>
        Has(ApiGroups, "") && Has(ApiVersions, "v1") && Has(Operations, "CREATE") && (Has(Resources, "pods") || Resources?.Contains("*/*") == true);

    private static bool Has(IReadOnlyList<string>? values, string value) => values is not null && (values.Contains(value) || values.Contains("*"));
}

/// <summary>What is read of a Deployment.</summary>
internal sealed record LiveDeployment(LiveMetadata? Metadata, LiveDeploymentSpec? Spec);

/// <summary>What is read of a Deployment's spec.</summary>
internal sealed record LiveDeploymentSpec(int? Replicas, LiveTemplate? Template);

/// <summary>The template of pods.</summary>
internal sealed record LiveTemplate(LivePodSpec? Spec);

/// <summary>What is read of a pod.</summary>
internal sealed record LivePod(LiveMetadata? Metadata, LivePodSpec? Spec, LivePodStatus? Status);

/// <summary>What is read of a pod's spec.</summary>
internal sealed record LivePodSpec(IReadOnlyList<LiveContainer>? Containers)
{
    /// <summary>The injector's container: the one of its name, or the only one.</summary>
    public LiveContainer? Injector => Containers?.FirstOrDefault(container => container.Name == InstalledNames.Container) ?? (Containers is [var only] ? only : null);
}

/// <summary>What is read of a container.</summary>
internal sealed record LiveContainer(
    string? Name, string? Image, IReadOnlyList<string>? Command, IReadOnlyList<string>? Args, IReadOnlyList<LiveVariable>? Env, IReadOnlyList<LiveVariableSource>? EnvFrom);

/// <summary>A variable of a container.</summary>
internal sealed record LiveVariable(string? Name, string? Value, LiveValueSource? ValueFrom);

/// <summary>Where a variable has its value from; nothing of it is read but a ConfigMap.</summary>
internal sealed record LiveValueSource(LiveKeyReference? ConfigMapKeyRef);

/// <summary>A value in an object.</summary>
internal sealed record LiveKeyReference(string? Name, string? Key, bool? Optional);

/// <summary>Where a container has more variables from.</summary>
internal sealed record LiveVariableSource(string? Prefix, LiveReference? ConfigMapRef, LiveReference? SecretRef);

/// <summary>An object by its name.</summary>
internal sealed record LiveReference(string? Name, bool? Optional);

/// <summary>What is read of a pod's status.</summary>
internal sealed record LivePodStatus(
    string? Phase, DateTimeOffset? StartTime, IReadOnlyList<LiveCondition>? Conditions, IReadOnlyList<LiveContainerStatus>? ContainerStatuses);

/// <summary>A condition of a pod.</summary>
internal sealed record LiveCondition(string? Type, string? Status);

/// <summary>What is read of a container's status.</summary>
internal sealed record LiveContainerStatus(string? Name, LiveContainerState? State);

/// <summary>The state of a container.</summary>
internal sealed record LiveContainerState(LiveRunningState? Running, LiveWaitingState? Waiting);

/// <summary>Since when a container runs.</summary>
internal sealed record LiveRunningState(DateTimeOffset? StartedAt);

/// <summary>Why a container does not run.</summary>
internal sealed record LiveWaitingState(string? Reason, string? Message);

/// <summary>What is read of a ConfigMap.</summary>
internal sealed record LiveConfigMap(LiveMetadata? Metadata, IReadOnlyDictionary<string, string?>? Data);

/// <summary>What is read of a Service.</summary>
internal sealed record LiveService(LiveMetadata? Metadata, LiveServiceSpec? Spec);

/// <summary>What is read of a Service's spec.</summary>
internal sealed record LiveServiceSpec(IReadOnlyDictionary<string, string>? Selector, IReadOnlyList<LiveServicePort>? Ports);

/// <summary>A port of a Service.</summary>
internal sealed record LiveServicePort(int Port);

/// <summary>A page of a list of objects of which only the metadata matters.</summary>
internal sealed record LiveObjectList(LiveMetadata? Metadata, IReadOnlyList<LiveObject>? Items);

/// <summary>A list of pods.</summary>
internal sealed record LivePodList(IReadOnlyList<LivePod>? Items);

/// <summary>The JSON of this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LiveObject))]
[JsonSerializable(typeof(LiveObjectList))]
[JsonSerializable(typeof(LiveConfiguration))]
[JsonSerializable(typeof(LiveDeployment))]
[JsonSerializable(typeof(LivePod))]
[JsonSerializable(typeof(LivePodList))]
[JsonSerializable(typeof(LiveConfigMap))]
[JsonSerializable(typeof(LiveService))]
[JsonSerializable(typeof(InjectStatus))]
internal sealed partial class InstallationJson : JsonSerializerContext;
