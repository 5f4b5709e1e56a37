using System.Text.Json.Serialization;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>The part of a report that only a pod in the cluster has.</summary>
internal sealed record LiveReport
{
    /// <summary>Gets the verdict.</summary>
    public required PodVerdict Verdict { get; init; }

    /// <summary>Gets whether the API server calls the webhook for pods like this; null if this is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required bool? WebhookCalled { get; init; }

    /// <summary>Gets why the API server calls the webhook or not.</summary>
    public required string Detail { get; init; }

    /// <summary>Gets the values that <see cref="WebhookCalled"/> depends on.</summary>
    public required IReadOnlyList<InputReport> Inputs { get; init; }

    /// <summary>Gets what the injector added to the pod; null if it did not inject the pod.</summary>
    public InjectStatus? InjectStatus { get; init; }

    /// <summary>
    /// Gets the hash of the settings of the injector, including the flags of the command; null if the settings are
    /// unknown.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? SettingsHash { get; init; }

    /// <summary>
    /// Gets why the settings of the injector are unknown; null if they are known. If they are unknown, the rules are
    /// evaluated with the settings of the command.
    /// </summary>
    public string? SettingsProblem { get; init; }
}
