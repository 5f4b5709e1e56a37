using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// Writes a plan as JSON Patch (RFC 6902). It only ever adds. Every path is made of our own words and numbers, and every
/// value is written by the JSON writer: no text of the pod's author can become structure.
/// </summary>
public static class PatchWriter
{
    // A plan's annotations have the few keys that are the injector's own words.
    private static readonly ConcurrentDictionary<string, string> AnnotationPaths = new(StringComparer.Ordinal);

    /// <summary>Writes the patch that carries out a plan.</summary>
    /// <param name="plan">What is added.</param>
    /// <param name="pod">The pod it is added to, as received: parents that it lacks are added first.</param>
    /// <param name="output">Where the patch goes.</param>
    public static void Write(InjectionPlan plan, PodView pod, IBufferWriter<byte> output)
    {
        var json = JsonWriters.Rent(output);
        var present = pod.PresentFields;
        json.WriteStartArray();
        WriteVolumes(json, plan.Volumes, ref present);
        WriteContainers(json, plan.Containers, ref present);
        WritePullSecret(json, plan.PullSecret, ref present);
        WriteFsGroup(json, plan.FsGroup, ref present);
        WriteAnnotations(json, plan.Annotations, ref present);
        json.WriteEndArray();
        JsonWriters.Return(json);
    }

    private static void WriteVolumes(Utf8JsonWriter json, IReadOnlyList<VolumeAddition> volumes, ref PodFields present)
    {
        foreach (var volume in volumes)
        {
            EnsureArray(json, PodFields.Volumes, "/spec/volumes", ref present);
            StartAddOperation(json, "/spec/volumes/-");
            VolumeWriter.Write(json, volume);
            json.WriteEndObject();
        }
    }

    private static void WriteContainers(Utf8JsonWriter json, IReadOnlyList<ContainerAddition> additions, ref PodFields present)
    {
        foreach (var (container, isInit, index) in additions)
        {
            var (field, list, end) = isInit
                ? (PodFields.InitContainers, "/spec/initContainers", "/spec/initContainers/-")
                : (PodFields.Containers, "/spec/containers", "/spec/containers/-");
            EnsureArray(json, field, list, ref present);
            StartAddOperation(json, index is { } place ? $"{list}/{place}" : end);
            ContainerWriter.Write(json, container);
            json.WriteEndObject();
        }
    }

    private static void WritePullSecret(Utf8JsonWriter json, string? secret, ref PodFields present)
    {
        if (secret is null)
        {
            return;
        }

        EnsureArray(json, PodFields.ImagePullSecrets, "/spec/imagePullSecrets", ref present);
        StartAddOperation(json, "/spec/imagePullSecrets/-");
        json.WriteStartObject();
        json.WriteString("name"u8, secret);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFsGroup(Utf8JsonWriter json, int? fsGroup, ref PodFields present)
    {
        if (fsGroup is not { } group)
        {
            return;
        }

        EnsureObject(json, PodFields.Spec, "/spec", ref present);
        EnsureObject(json, PodFields.SecurityContext, "/spec/securityContext", ref present);
        StartAddOperation(json, "/spec/securityContext/fsGroup");
        json.WriteNumberValue(group);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> annotations, ref PodFields present)
    {
        foreach (var (key, value) in annotations)
        {
            EnsureObject(json, PodFields.Metadata, "/metadata", ref present);
            EnsureObject(json, PodFields.Annotations, "/metadata/annotations", ref present);
            StartAddOperation(json, AnnotationPaths.GetOrAdd(key, static key => $"/metadata/annotations/{Escape(key)}"));
            json.WriteStringValue(value);
            json.WriteEndObject();
        }
    }

    // RFC 6901, section 4.
    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static void EnsureArray(Utf8JsonWriter json, PodFields field, string path, ref PodFields present)
    {
        EnsureObject(json, PodFields.Spec, "/spec", ref present);
        if (!present.HasFlag(field))
        {
            present |= field;
            StartAddOperation(json, path);
            json.WriteStartArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void EnsureObject(Utf8JsonWriter json, PodFields field, string path, ref PodFields present)
    {
        if (!present.HasFlag(field))
        {
            present |= field;
            StartAddOperation(json, path);
            json.WriteStartObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void StartAddOperation(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "add"u8);
        json.WriteString("path"u8, path);
        json.WritePropertyName("value"u8);
    }
}
