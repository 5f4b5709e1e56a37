using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Decisions;

/// <summary>A value that a rule evaluates.</summary>
/// <param name="Name">The name of the annotation, field or setting.</param>
/// <param name="Value">The value; null if it is absent.</param>
public readonly record struct RuleInput(string Name, string? Value)
{
    /// <summary>Creates an input from a Boolean value.</summary>
    internal static RuleInput FromBoolean(string name, bool value) => new(name, value ? "true" : "false");

    /// <summary>Creates an input from an annotation of a pod.</summary>
    internal static RuleInput FromAnnotation(EffectivePodSettings podSettings, string key) =>
        new($"annotation {key}", podSettings.Pod.Annotations.GetValueOrDefault(key));
}
