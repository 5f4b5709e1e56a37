using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The annotation that tells what was added, as one line of JSON.</summary>
internal static class StatusAnnotation
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PodOptions options, IReadOnlyList<ContainerAddition> containers, IReadOnlyList<VolumeAddition> volumes, string? pullSecret)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            WriteNames(json, "containers", containers.Where(addition => !addition.IsInit).Select(addition => addition.Container.Name));
            WriteNames(json, "initContainers", containers.Where(addition => addition.IsInit).Select(addition => addition.Container.Name));
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
