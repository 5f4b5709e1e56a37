using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The annotation that tells what was added, as one line of JSON.</summary>
internal static class StatusAnnotation
{
    public static string Of(EffectivePodSettings options, IReadOnlyList<ContainerAddition> containers, IReadOnlyList<VolumeAddition> volumes, string? pullSecret)
    {
        using var buffer = new PooledBuffer();
        var json = JsonWriters.Rent(buffer);
        json.WriteStartObject();
        WriteContainers(json, "containers"u8, containers, areInit: false);
        WriteContainers(json, "initContainers"u8, containers, areInit: true);
        json.WriteStartArray("volumes"u8);
        foreach (var volume in volumes)
        {
            json.WriteStringValue(volume.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("imagePullSecrets"u8);
        if (pullSecret is not null)
        {
            json.WriteStringValue(pullSecret);
        }

        json.WriteEndArray();
        json.WriteString("mesh"u8, options.Mesh);
        json.WriteString("virtualNode"u8, options.VirtualNode);
        json.WriteString("version"u8, InjectorVersion.Current);
        json.WriteString("settings"u8, options.Settings.Hash);
        json.WriteEndObject();
        JsonWriters.Return(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The containers that the pod says were injected; none where the annotation is absent or malformed.</summary>
    public static IReadOnlySet<string> ContainersIn(PodView pod)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!pod.Annotations.TryGetValue(AnnotationCatalogue.Status.Key, out var status))
        {
            return names;
        }

        try
        {
            var json = new JsonCursor(Encoding.UTF8.GetBytes(status));
            if (json.EnterObject(AnnotationCatalogue.Status.Key))
            {
                while (json.NextField())
                {
                    if (!json.Name.Is("containers"u8) && !json.Name.Is("initContainers"u8))
                    {
                        json.SkipValue();
                    }
                    else if (json.EnterArray(AnnotationCatalogue.Status.Key))
                    {
                        ReadNames(ref json, names);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or PodFormatException or InvalidOperationException)
        {
            names.Clear();
        }

        return names;
    }

    private static void ReadNames(ref JsonCursor json, HashSet<string> names)
    {
        while (json.NextItem())
        {
            names.Add(json.ReadString(AnnotationCatalogue.Status.Key) ?? "");
        }
    }

    private static void WriteContainers(Utf8JsonWriter json, ReadOnlySpan<byte> field, IReadOnlyList<ContainerAddition> containers, bool areInit)
    {
        json.WriteStartArray(field);
        foreach (var (container, isInit, _) in containers)
        {
            if (isInit == areInit)
            {
                json.WriteStringValue(container.Name);
            }
        }

        json.WriteEndArray();
    }
}
