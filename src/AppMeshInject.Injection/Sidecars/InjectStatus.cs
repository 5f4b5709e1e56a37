using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The content of the annotation <c>appmesh.k8s.aws/injectStatus</c>, which records what the injector added to a pod. A
/// property is null if its field is absent.
/// </summary>
public sealed record InjectStatus
{
    /// <summary>Gets the names of the added containers.</summary>
    public IReadOnlyList<string>? Containers { get; init; }

    /// <summary>Gets the names of the added init containers.</summary>
    public IReadOnlyList<string>? InitContainers { get; init; }

    /// <summary>Gets the names of the added volumes.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>Gets the names of the added image pull secrets.</summary>
    public IReadOnlyList<string>? ImagePullSecrets { get; init; }

    /// <summary>Gets the mesh.</summary>
    public string? Mesh { get; init; }

    /// <summary>Gets the virtual node.</summary>
    public string? VirtualNode { get; init; }

    /// <summary>Gets the version of the injector.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the hash of the injector's settings.</summary>
    public string? Settings { get; init; }

    /// <summary>Creates the status of an injection.</summary>
    /// <param name="podSettings">The effective settings of the pod.</param>
    /// <param name="containers">The added containers and init containers.</param>
    /// <param name="volumes">The added volumes.</param>
    /// <param name="pullSecret">The added image pull secret; null if none is added.</param>
    internal static InjectStatus Create(
        EffectivePodSettings podSettings,
        IReadOnlyList<ContainerAddition> containers,
        IReadOnlyList<VolumeAddition> volumes,
        string? pullSecret) => new()
        {
            Containers = GetNames(containers, areInit: false),
            InitContainers = GetNames(containers, areInit: true),
            Volumes = [.. volumes.Select(volume => volume.Name)],
            ImagePullSecrets = pullSecret is null ? [] : [pullSecret],
            Mesh = podSettings.Mesh,
            VirtualNode = podSettings.VirtualNode,
            Version = InjectorVersion.Current,
            Settings = podSettings.Settings.Hash,
        };

    /// <summary>Formats the status as a single line of JSON, the value of the annotation.</summary>
    internal string Format()
    {
        using var buffer = new PooledBuffer();
        var json = JsonWriterPool.Rent(buffer);
        json.WriteStartObject();
        WriteNames(json, "containers"u8, Containers);
        WriteNames(json, "initContainers"u8, InitContainers);
        WriteNames(json, "volumes"u8, Volumes);
        WriteNames(json, "imagePullSecrets"u8, ImagePullSecrets);
        json.WriteString("mesh"u8, Mesh);
        json.WriteString("virtualNode"u8, VirtualNode);
        json.WriteString("version"u8, Version);
        json.WriteString("settings"u8, Settings);
        json.WriteEndObject();
        JsonWriterPool.Return(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<string> GetNames(IReadOnlyList<ContainerAddition> containers, bool areInit) =>
        [.. containers.Where(addition => addition.IsInit == areInit).Select(addition => addition.Container.Name)];

    private static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> field, IReadOnlyList<string>? names)
    {
        json.WriteStartArray(field);
        foreach (var name in names ?? [])
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
