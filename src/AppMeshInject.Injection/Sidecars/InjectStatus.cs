using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The content of the annotation <c>appmesh.k8s.aws/injectStatus</c>, which records what the injector added to a pod.
/// Null if a field is absent.
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

    /// <summary>Reads the status from the annotations of a pod.</summary>
    /// <param name="annotations">The annotations; null if the pod has none.</param>
    /// <returns>The status; null if the annotation is absent or malformed.</returns>
    public static InjectStatus? Read(IReadOnlyDictionary<string, string>? annotations)
    {
        if (annotations?.GetValueOrDefault(AnnotationCatalogue.Status.Key) is not { } value)
        {
            return null;
        }

        try
        {
            var json = new JsonCursor(Encoding.UTF8.GetBytes(value));
            return Read(ref json);
        }
        catch (Exception exception) when (exception is JsonException or PodFormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Returns the names of the containers and init containers that the status of a pod lists.</summary>
    /// <returns>The names; empty if the annotation is absent or malformed.</returns>
    internal static IReadOnlySet<string> ReadContainerNames(PodView pod)
    {
        var status = Read(pod.Annotations);
        return (status?.Containers ?? []).Concat(status?.InitContainers ?? []).ToHashSet(StringComparer.Ordinal);
    }

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

    private static InjectStatus? Read(ref JsonCursor json)
    {
        if (!json.EnterObject(AnnotationCatalogue.Status.Key))
        {
            return null;
        }

        var status = new InjectStatus();
        while (json.MoveToNextField())
        {
            status = ReadField(ref json, status);
        }

        json.ExpectEnd();
        return status;
    }

    private static InjectStatus ReadField(ref JsonCursor json, InjectStatus status)
    {
        if (json.Name.Is("containers"u8))
        {
            return status with { Containers = ReadNames(ref json) };
        }

        if (json.Name.Is("initContainers"u8))
        {
            return status with { InitContainers = ReadNames(ref json) };
        }

        if (json.Name.Is("volumes"u8))
        {
            return status with { Volumes = ReadNames(ref json) };
        }

        if (json.Name.Is("imagePullSecrets"u8))
        {
            return status with { ImagePullSecrets = ReadNames(ref json) };
        }

        if (json.Name.Is("mesh"u8))
        {
            return status with { Mesh = ReadText(ref json) };
        }

        if (json.Name.Is("virtualNode"u8))
        {
            return status with { VirtualNode = ReadText(ref json) };
        }

        if (json.Name.Is("version"u8))
        {
            return status with { Version = ReadText(ref json) };
        }

        if (json.Name.Is("settings"u8))
        {
            return status with { Settings = ReadText(ref json) };
        }

        json.SkipValue();
        return status;
    }

    // A value that is not a string is treated as absent.
    private static string? ReadText(ref JsonCursor json)
    {
        if (json.IsString)
        {
            return json.ReadString(AnnotationCatalogue.Status.Key);
        }

        json.SkipValue();
        return null;
    }

    private static List<string>? ReadNames(ref JsonCursor json)
    {
        if (!json.EnterArray(AnnotationCatalogue.Status.Key))
        {
            return null;
        }

        var names = new List<string>();
        while (json.MoveToNextItem())
        {
            names.Add(json.ReadString(AnnotationCatalogue.Status.Key)
                ?? throw new PodFormatException($"{AnnotationCatalogue.Status.Key} has a null item"));
        }

        return names;
    }

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
