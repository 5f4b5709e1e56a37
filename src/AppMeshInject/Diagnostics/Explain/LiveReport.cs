using System.Text.Json.Serialization;
using AppMeshInject.Diagnostics.Installation;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>What is told of a pod in a cluster, besides the rules.</summary>
internal sealed record LiveReport
{
    /// <summary>What it comes to.</summary>
    public required PodVerdict Conclusion { get; init; }

    /// <summary>Whether the API server asks the injector about such pods; null where it cannot be told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required bool? InjectorAsked { get; init; }

    /// <summary>Why it does or does not.</summary>
    public required string Why { get; init; }

    /// <summary>What that was judged by.</summary>
    public required IReadOnlyList<InputReport> Inputs { get; init; }

    /// <summary>What the injector added to it; null where it carries no sidecar, or does not say.</summary>
    public InjectStatus? Carries { get; init; }

    /// <summary>The hash of the injector's settings, with the flags given on top; null where they are not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Settings { get; init; }

    /// <summary>Why the injector's settings are not known, so that the rules are asked with those given here; null where they are.</summary>
    public string? SettingsProblem { get; init; }
}

/// <summary>What an explanation comes to.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Text">A sentence, and what to do.</param>
/// <param name="IsWell">Whether the pod is as it should be.</param>
internal sealed record PodVerdict(string Code, string Text, [property: JsonIgnore] bool IsWell);
