using System.Text.Json.Serialization;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>The report of <c>explain</c> on a workload.</summary>
internal sealed record WorkloadReport
{
    /// <summary>Gets the kind and name, such as deployment/web.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the code of the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets whether the pods are admitted.</summary>
    public required bool Allowed { get; init; }

    /// <summary>Gets the mesh; null if none is configured.</summary>
    public string? Mesh { get; init; }

    /// <summary>Gets the virtual node; null if the pods are not injected.</summary>
    public string? VirtualNode { get; init; }

    /// <summary>Gets the rules in the order of their evaluation.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }

    /// <summary>Gets the additions to the pods; null if the pods are not injected.</summary>
    public AdditionReport? Added { get; init; }

    /// <summary>Gets the warnings.</summary>
    public required IReadOnlyList<WarningReport> Warnings { get; init; }

    /// <summary>Gets the errors to fix; empty if the pods are admitted.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>Gets the report on a pod in the cluster; null for a manifest.</summary>
    public LiveReport? Live { get; init; }

    /// <summary>Gets whether the workload has no problem that must be fixed.</summary>
    [JsonIgnore]
    public bool IsHealthy => Live?.Verdict.IsHealthy ?? Allowed;
}

/// <summary>A rule and its result.</summary>
/// <param name="Reason">The reason code of the rule.</param>
/// <param name="When">A phrase that describes when the rule matches.</param>
/// <param name="Outcome">The result: matched, notMatched or notEvaluated.</param>
/// <param name="Inputs">The values that the rule evaluated.</param>
internal sealed record RuleReport(string Reason, string When, string Outcome, IReadOnlyList<InputReport> Inputs)
{
    public const string Matched = "matched";
    public const string NotMatched = "notMatched";
    public const string NotEvaluated = "notEvaluated";
}

/// <summary>A value that a rule evaluated.</summary>
/// <param name="Name">The name of the annotation, field or setting.</param>
/// <param name="Value">The value; null if it is absent.</param>
internal sealed record InputReport(
    string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value);

/// <summary>The additions to a pod.</summary>
internal sealed record AdditionReport
{
    public required IReadOnlyList<ContainerReport> InitContainers { get; init; }

    public required IReadOnlyList<ContainerReport> Containers { get; init; }

    public required IReadOnlyList<string> Volumes { get; init; }

    public required IReadOnlyList<string> ImagePullSecrets { get; init; }

    public int? FsGroup { get; init; }

    public required IReadOnlyList<AnnotationReport> Annotations { get; init; }
}

/// <summary>An added container.</summary>
internal sealed record ContainerReport(string Name, string Image);

/// <summary>An added annotation.</summary>
internal sealed record AnnotationReport(string Key, string Value);

/// <summary>A warning.</summary>
internal sealed record WarningReport(string Kind, string Text);

/// <summary>The JSON serializer of <c>explain</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(WorkloadReport))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
