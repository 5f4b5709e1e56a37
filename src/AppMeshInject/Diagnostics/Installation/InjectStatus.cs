using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>What the injector wrote on a pod that it injected.</summary>
internal sealed record InjectStatus
{
    public IReadOnlyList<string>? Containers { get; init; }

    public IReadOnlyList<string>? InitContainers { get; init; }

    public IReadOnlyList<string>? Volumes { get; init; }

    public IReadOnlyList<string>? ImagePullSecrets { get; init; }

    public string? Mesh { get; init; }

    public string? VirtualNode { get; init; }

    /// <summary>The injector's version.</summary>
    public string? Version { get; init; }

    /// <summary>The hash of the settings it had.</summary>
    public string? Settings { get; init; }

    /// <summary>Reads it from a pod's annotations; null where it is absent, malformed or does not say by what the pod was injected.</summary>
    public static InjectStatus? Of(IReadOnlyDictionary<string, string>? annotations)
    {
        try
        {
            return annotations?.GetValueOrDefault(AnnotationCatalogue.Status.Key) is { } text
                && KubernetesJson.Read(Encoding.UTF8.GetBytes(text), InjectStatusJson.Default.InjectStatus) is { Version: not null, Settings: not null } status
                    ? status
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same of a pod that carries the proxy; whatever is written on one that does not, it carries nothing.</summary>
    public static InjectStatus? Carried(PodView pod) => pod.HasContainer(SidecarNames.Envoy) ? Of(pod.Annotations) : null;
}

/// <summary>The JSON of <see cref="InjectStatus"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(InjectStatus))]
internal sealed partial class InjectStatusJson : JsonSerializerContext;
