using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of an object of which only the metadata matters.</summary>
/// <param name="Metadata">Its metadata.</param>
internal sealed record ClusterObject(ObjectMetadata? Metadata)
{
    /// <summary>Reads it.</summary>
    public static ClusterObject Read(JsonElement json) => new(json.One("metadata", ObjectMetadata.Read));
}

/// <summary>What is read of a list of such objects.</summary>
/// <param name="Items">The objects.</param>
internal sealed record ClusterObjectList(IReadOnlyList<ClusterObject>? Items)
{
    /// <summary>Reads it.</summary>
    public static ClusterObjectList Read(JsonElement json) => new(json.Many("items", ClusterObject.Read));
}

/// <summary>What is read and written of an object's metadata. What is null is not written.</summary>
internal sealed record ObjectMetadata
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What its name begins with, where the API server is to complete it.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Its identity: another object of the same name has another.</summary>
    public string? Uid { get; init; }

    /// <summary>Which state of it this is. Where it is written, the write fails on any other state.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Since when it is being deleted.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Whom it belongs to.</summary>
    public IReadOnlyList<ObjectOwner>? OwnerReferences { get; init; }

    /// <summary>Who wrote what of it, and when.</summary>
    public IReadOnlyList<ManagedFields>? ManagedFields { get; init; }

    /// <summary>Reads it.</summary>
    public static ObjectMetadata Read(JsonElement json) => new()
    {
        Name = json.Text("name"),
        Uid = json.Text("uid"),
        ResourceVersion = json.Text("resourceVersion"),
        Labels = json.NamedTexts("labels"),
        Annotations = json.NamedTexts("annotations"),
        CreationTimestamp = json.Time("creationTimestamp"),
        DeletionTimestamp = json.Time("deletionTimestamp"),
        OwnerReferences = json.Many("ownerReferences", ObjectOwner.Read),
        ManagedFields = json.Many("managedFields", KubernetesApi.ManagedFields.Read),
    };
}

/// <summary>What is read of an owner of an object.</summary>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its identity.</param>
/// <param name="Controller">Whether it is the one that looks after the object.</param>
internal sealed record ObjectOwner(string? ApiVersion, string? Kind, string? Name, string? Uid, bool Controller)
{
    /// <summary>Reads it.</summary>
    public static ObjectOwner Read(JsonElement json) =>
        new(json.Text("apiVersion"), json.Text("kind"), json.Text("name"), json.Text("uid"), json.Flag("controller") ?? false);
}

/// <summary>What is read of an entry of an object's managed fields.</summary>
/// <param name="Manager">Who wrote.</param>
/// <param name="Time">When it last changed something.</param>
internal sealed record ManagedFields(string? Manager, DateTimeOffset? Time)
{
    /// <summary>Reads it.</summary>
    public static ManagedFields Read(JsonElement json) => new(json.Text("manager"), json.Time("time"));
}
