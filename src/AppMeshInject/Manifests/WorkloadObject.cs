using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Manifests;

/// <summary>An object of a manifest that is a pod or has a pod template.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Object">The object.</param>
/// <param name="Pod">The pod template; for a Pod the object itself.</param>
internal sealed record WorkloadObject(string Kind, MapNode Object, MapNode Pod)
{
    /// <summary>Gets <c>metadata.name</c>, or <c>metadata.generateName</c> if there is no name.</summary>
    public string Name { get; } = GetString(Object, "name") ?? GetString(Object, "generateName")
        ?? throw new ManifestException($"{Kind}: metadata has no name and no generateName; set one", Object.Line);

    /// <summary>Gets the namespace; null if the object has none.</summary>
    public string? Namespace { get; } = GetString(Object, "namespace");

    /// <summary>Gets the workload that the pods of this object belong to.</summary>
    public Workload GetWorkload(PodView pod) =>
        Kind == "Pod"
            ? Workload.FromPod(pod)
            : Workload.FromOwner(
                Kind, Workload.GetNameOrPrefix(GetString(Object, "name"), GetString(Object, "generateName")), pod);

    /// <summary>Gets the name for messages, such as <c>deployment/web in shop</c>.</summary>
    public string GetDisplayName(string @namespace) =>
        TextSanitizer.Sanitize($"{Kind.ToLowerInvariant()}/{Name} in {@namespace}");

    /// <summary>Reads the pod or pod template.</summary>
    /// <param name="name">The name of the workload for messages.</param>
    /// <exception cref="ManifestException">The pod is malformed.</exception>
    public PodView ReadPod(string name)
    {
        try
        {
            return PodReader.Read(JsonManifestWriter.Write(Pod));
        }
        catch (PodFormatException exception)
        {
            var where = Kind == "Pod" ? "" : "pod template: ";
            throw new ManifestException($"{name}: {where}{exception.Message}", Pod.GetLine(exception.Path));
        }
        catch (JsonException)
        {
            throw new ManifestException($"{name}: the pod is nested too deep", Pod.Line);
        }
    }

    private static string? GetString(MapNode @object, string field) => @object.Find("metadata") switch
    {
        null => null,
        MapNode metadata => metadata.Find(field) switch
        {
            null => null,
            ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } => text.Length == 0 ? null : text,
            var other => throw new ManifestException($"metadata.{field} is not a string", other.Line),
        },
        var other => throw new ManifestException("metadata is not an object", other.Line),
    };
}
