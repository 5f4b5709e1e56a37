using System.Text.Json.Serialization;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>The part of a report that exists for a pod in the cluster, but not for a manifest.</summary>
internal sealed record LiveReport
{
    /// <summary>Gets the verdict.</summary>
    public required PodVerdict Verdict { get; init; }

    /// <summary>
    /// Gets whether the API server would call the webhook for a new pod like this one; null if this is unknown.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required bool? WebhookCalled { get; init; }

    /// <summary>Gets the reason why the API server calls the webhook or does not call it.</summary>
    public required string Detail { get; init; }

    /// <summary>Gets the values that <see cref="WebhookCalled"/> depends on.</summary>
    public required IReadOnlyList<InputReport> Inputs { get; init; }

    /// <summary>Gets what the injector added to the pod; null if it did not inject the pod.</summary>
    public InjectStatus? InjectStatus { get; init; }

    /// <summary>
    /// Gets the hash of the injector's settings, overridden by the flags of <c>explain</c>; null if the settings are
    /// unknown.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? SettingsHash { get; init; }

    /// <summary>
    /// Gets the reason why the settings of the injector are unknown; null if they are known. The rules are then
    /// evaluated with the settings of the command line of <c>explain</c>.
    /// </summary>
    public string? SettingsProblem { get; init; }
}
