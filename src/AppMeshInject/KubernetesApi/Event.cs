namespace AppMeshInject.KubernetesApi;

/// <summary>An Event of the core API group.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/</remarks>
internal sealed record Event
{
    /// <summary>The API version, "v1".</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The kind, "Event".</summary>
    public string? Kind { get; init; }

    /// <summary>The metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>The object that the event is about.</summary>
    public ObjectReference? InvolvedObject { get; init; }

    /// <summary>The machine-readable cause, in CamelCase.</summary>
    public string? Reason { get; init; }

    /// <summary>The human-readable description.</summary>
    public string? Message { get; init; }

    /// <summary>"Normal" or "Warning".</summary>
    public string? Type { get; init; }

    /// <summary>The component that reports the event.</summary>
    public EventSource? Source { get; init; }

    /// <summary>The name of the reporting component, as newer clients read it.</summary>
    public string? ReportingComponent { get; init; }

    /// <summary>The pod of the reporting component.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>The time of the first occurrence.</summary>
    public DateTimeOffset? FirstTimestamp { get; init; }

    /// <summary>The time of the last occurrence.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>The number of occurrences.</summary>
    public int? Count { get; init; }
}

/// <summary>Refers to an object.</summary>
/// <param name="ApiVersion">The API version of the object.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Namespace">The namespace of the object.</param>
/// <param name="Name">The name of the object.</param>
/// <param name="Uid">The unique ID of the object.</param>
internal sealed record ObjectReference(string? ApiVersion, string? Kind, string? Namespace, string? Name, string? Uid);

/// <summary>The component that reports an event.</summary>
/// <param name="Component">The name of the component.</param>
internal sealed record EventSource(string? Component);
