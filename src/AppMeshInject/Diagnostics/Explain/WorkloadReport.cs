using System.Text.Json.Serialization;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>What <c>explain</c> tells of a workload.</summary>
internal sealed record WorkloadReport
{
    /// <summary>Its kind and name, such as deployment/web.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace it is explained for.</summary>
    public required string Namespace { get; init; }

    /// <summary>The code of the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether its pods are let through.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The mesh; null where none is named.</summary>
    public string? Mesh { get; init; }

    /// <summary>The virtual node; only where the pods are injected.</summary>
    public string? VirtualNode { get; init; }

    /// <summary>The rules in order.</summary>
    public required IReadOnlyList<RuleReport> Rules { get; init; }

    /// <summary>What is added; only where the pods are injected.</summary>
    public AdditionReport? Added { get; init; }

    /// <summary>The warnings.</summary>
    public required IReadOnlyList<WarningReport> Warnings { get; init; }

    /// <summary>What is to be mended; only where the pods are refused.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>What there is to tell of a pod in a cluster besides; null where it is of a manifest.</summary>
    public LiveReport? Live { get; init; }

    /// <summary>Whether it is as it should be.</summary>
    [JsonIgnore]
    public bool IsWell => Live?.Conclusion.IsWell ?? Allowed;
}

/// <summary>A rule in its turn.</summary>
internal sealed record RuleReport(string Reason, string When, string Outcome, IReadOnlyList<InputReport> Inputs);

/// <summary>What a rule looked at; the value is null where it is absent.</summary>
internal sealed record InputReport(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Value);

/// <summary>What is added to a pod.</summary>
internal sealed record AdditionReport
{
    public required IReadOnlyList<ContainerReport> InitContainers { get; init; }

    public required IReadOnlyList<ContainerReport> Containers { get; init; }

    public required IReadOnlyList<string> Volumes { get; init; }

    public required IReadOnlyList<string> ImagePullSecrets { get; init; }

    public int? FsGroup { get; init; }

    public required IReadOnlyList<AnnotationReport> Annotations { get; init; }
}

/// <summary>A container that is added.</summary>
internal sealed record ContainerReport(string Name, string Image);

/// <summary>An annotation that is added.</summary>
internal sealed record AnnotationReport(string Key, string Value);

/// <summary>A warning.</summary>
internal sealed record WarningReport(string Kind, string Text);

/// <summary>The JSON of <c>explain</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(WorkloadReport))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
