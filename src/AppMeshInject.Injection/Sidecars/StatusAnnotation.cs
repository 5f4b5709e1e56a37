using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The annotation that tells what was added, as one line of JSON.</summary>
internal static class StatusAnnotation
{
    private const string Containers = "containers";
    private const string InitContainers = "initContainers";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PodOptions options, IReadOnlyList<ContainerAddition> containers, IReadOnlyList<VolumeAddition> volumes, string? pullSecret)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            WriteNames(json, Containers, containers.Where(addition => !addition.IsInit).Select(addition => addition.Container.Name));
            WriteNames(json, InitContainers, containers.Where(addition => addition.IsInit).Select(addition => addition.Container.Name));
            WriteNames(json, "volumes", volumes.Select(volume => volume.Name));
            WriteNames(json, "imagePullSecrets", pullSecret is null ? [] : [pullSecret]);
            json.WriteString("mesh", options.Mesh);
            json.WriteString("virtualNode", options.VirtualNode);
            json.WriteString("version", InjectorVersion.Current);
            json.WriteString("settings", options.Settings.Hash);
            json.WriteEndObject();
        }

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
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(status));
            if (json.EnterObject(AnnotationCatalogue.Status.Key))
            {
                while (json.NextField())
                {
                    if (!json.ValueTextEquals(Containers) && !json.ValueTextEquals(InitContainers))
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

    private static void ReadNames(ref Utf8JsonReader json, HashSet<string> names)
    {
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            names.Add(json.GetString()!);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string field, IEnumerable<string> names)
    {
        json.WriteStartArray(field);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
