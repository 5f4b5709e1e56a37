namespace AppMeshInject.KubernetesApi;

/// <summary>What is written of an Event.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/</remarks>
internal sealed record WorkloadEvent
{
    /// <summary>v1.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Event.</summary>
    public string? Kind { get; init; }

    /// <summary>Its metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>What it is about.</summary>
    public InvolvedObject? InvolvedObject { get; init; }

    /// <summary>Why, in one word.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened.</summary>
    public string? Message { get; init; }

    /// <summary>Normal or Warning.</summary>
    public string? Type { get; init; }

    /// <summary>Who says so.</summary>
    public EventSource? Source { get; init; }

    /// <summary>The same, as newer clients read it.</summary>
    public string? ReportingComponent { get; init; }

    /// <summary>Which replica of it.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>When it was first so.</summary>
    public DateTimeOffset? FirstTimestamp { get; init; }

    /// <summary>When it was last so.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often.</summary>
    public int Count { get; init; }
}

/// <summary>What an Event is about.</summary>
internal sealed record InvolvedObject(string? ApiVersion, string? Kind, string? Namespace, string? Name, string? Uid);

/// <summary>Who says so.</summary>
/// <param name="Component">The program.</param>
internal sealed record EventSource(string Component);
