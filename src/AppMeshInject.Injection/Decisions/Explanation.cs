using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Decisions;

/// <summary>What a rule looked at.</summary>
/// <param name="Name">The annotation, field or setting.</param>
/// <param name="Value">What it is; null where it is absent.</param>
public readonly record struct RuleInput(string Name, string? Value)
{
    internal static RuleInput Of(string name, bool value) => new(name, value ? "true" : "false");

    internal static RuleInput OfAnnotation(EffectivePodSettings options, string key) => new($"annotation {key}", options.Pod.Annotations.GetValueOrDefault(key));
}

/// <summary>What became of a rule.</summary>
public enum RuleOutcome
{
    /// <summary>It does not apply, so the next one was asked.</summary>
    Passed,

    /// <summary>It applies, and decides.</summary>
    Decided,

    /// <summary>An earlier one had decided.</summary>
    NotAsked,
}

/// <summary>A rule in its turn.</summary>
/// <param name="Reason">The reason it gives.</param>
/// <param name="When">When it applies, in words.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Inputs">What it looked at; nothing where it was not asked.</param>
public sealed record RuleStep(Reason Reason, string When, RuleOutcome Outcome, IReadOnlyList<RuleInput> Inputs);

/// <summary>A decision and how it came about.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Steps">Every rule, in order.</param>
/// <param name="Mesh">The mesh; null where none is named.</param>
public sealed record Explanation(Decision Decision, IReadOnlyList<RuleStep> Steps, string? Mesh);
