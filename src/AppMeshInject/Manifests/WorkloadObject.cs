using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Manifests;

/// <summary>An object of a manifest that is a pod or makes pods.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Object">The object.</param>
/// <param name="Pod">The object itself where it is a pod, else the template of its pods.</param>
internal sealed record WorkloadObject(string Kind, MapNode Object, MapNode Pod)
{
    /// <summary>Its name, or what its name will start with.</summary>
    public string Name { get; } = Text(Object, "name") ?? Text(Object, "generateName")
        ?? throw new ManifestException($"{Kind}: metadata has neither name nor generateName", Object.Line);

    /// <summary>Its namespace; null where it names none.</summary>
    public string? Namespace { get; } = Text(Object, "namespace");

    /// <summary>The workload that its pods will belong to.</summary>
    public Workload WorkloadOf(PodView pod) =>
        Kind == "Pod" ? Workload.Of(pod) : Workload.Of(Kind, Workload.NameOf(Text(Object, "name"), Text(Object, "generateName")), pod);

    /// <summary>What it is called in messages.</summary>
    public string Describe(string @namespace) => TextSanitizer.Sanitize($"{Kind.ToLowerInvariant()}/{Name} in {@namespace}");

    /// <summary>Reads the pod, or the template.</summary>
    /// <param name="name">What the workload is called in messages.</param>
    /// <exception cref="ManifestException">It is malformed.</exception>
    public PodView ReadPod(string name)
    {
        try
        {
            return PodReader.Read(JsonManifestWriter.Write(Pod));
        }
        catch (PodFormatException exception)
        {
            var where = Kind == "Pod" ? "" : "of the template of its pods, ";
            throw new ManifestException($"{name}: {where}{exception.Message}", Pod.LineOf(exception.Path));
        }
        catch (JsonException)
        {
            throw new ManifestException($"{name}: its pod is nested too deep", Pod.Line);
        }
    }

    private static string? Text(MapNode @object, string field) => @object.Find("metadata") switch
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
