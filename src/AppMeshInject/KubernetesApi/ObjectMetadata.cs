namespace AppMeshInject.KubernetesApi;

/// <summary>The metadata of a Kubernetes object. Null properties are omitted when the object is written.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/</remarks>
internal sealed record ObjectMetadata
{
    /// <summary>The name of the object.</summary>
    public string? Name { get; init; }

    /// <summary>The prefix from which the API server generates the name.</summary>
    public string? GenerateName { get; init; }

    /// <summary>The unique ID. An object that is recreated under the same name gets a new one.</summary>
    public string? Uid { get; init; }

    /// <summary>The version of the object's state. A write that includes it fails if the state has changed.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The time at which the object was created.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>The time at which the object is deleted; null unless its deletion was requested.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>The objects that this object belongs to.</summary>
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    /// <summary>The field managers that wrote the object.</summary>
    public IReadOnlyList<ManagedFieldsEntry>? ManagedFields { get; init; }
}

/// <summary>An owner of an object.</summary>
/// <param name="ApiVersion">The API version of the owner.</param>
/// <param name="Kind">The kind of the owner.</param>
/// <param name="Name">The name of the owner.</param>
/// <param name="Uid">The unique ID of the owner.</param>
/// <param name="Controller">True if the owner is the controller that manages the object.</param>
internal sealed record OwnerReference(string? ApiVersion, string? Kind, string? Name, string? Uid, bool? Controller);

/// <summary>A field manager that wrote an object.</summary>
/// <param name="Manager">The name of the field manager.</param>
/// <param name="Time">The time of its last change.</param>
internal sealed record ManagedFieldsEntry(string? Manager, DateTimeOffset? Time);
