using System.Text;
using System.Text.Json;
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

    private static InjectStatus Read(JsonElement json) => new()
    {
        Containers = json.Texts("containers"),
        InitContainers = json.Texts("initContainers"),
        Volumes = json.Texts("volumes"),
        ImagePullSecrets = json.Texts("imagePullSecrets"),
        Mesh = json.Text("mesh"),
        VirtualNode = json.Text("virtualNode"),
        Version = json.Text("version"),
        Settings = json.Text("settings"),
    };

    /// <summary>Reads it from a pod's annotations; null where it is absent, malformed or does not say by what the pod was injected.</summary>
    public static InjectStatus? Of(IReadOnlyDictionary<string, string>? annotations)
    {
        try
        {
            return annotations?.GetValueOrDefault(AnnotationCatalogue.Status.Key) is { } text
                && JsonMembers.Read(Encoding.UTF8.GetBytes(text), Read) is { Version: not null, Settings: not null } status
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
