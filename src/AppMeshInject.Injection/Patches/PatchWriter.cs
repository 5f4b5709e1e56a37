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
        var parts = pod.Parts;
        json.WriteStartArray();
        WriteVolumes(json, plan.Volumes, ref parts);
        WriteContainers(json, plan.Containers, ref parts);
        WritePullSecret(json, plan.PullSecret, ref parts);
        WriteFsGroup(json, plan.FsGroup, ref parts);
        WriteAnnotations(json, plan.Annotations, ref parts);
        json.WriteEndArray();
        JsonWriters.Return(json);
    }

    private static void WriteVolumes(Utf8JsonWriter json, IReadOnlyList<VolumeAddition> volumes, ref PodParts parts)
    {
        foreach (var volume in volumes)
        {
            NeedList(json, PodParts.Volumes, "/spec/volumes", ref parts);
            StartAddition(json, "/spec/volumes/-");
            VolumeWriter.Write(json, volume);
            json.WriteEndObject();
        }
    }

    private static void WriteContainers(Utf8JsonWriter json, IReadOnlyList<ContainerAddition> additions, ref PodParts parts)
    {
        foreach (var (container, isInit, index) in additions)
        {
            var (part, list, end) = isInit
                ? (PodParts.InitContainers, "/spec/initContainers", "/spec/initContainers/-")
                : (PodParts.Containers, "/spec/containers", "/spec/containers/-");
            NeedList(json, part, list, ref parts);
            StartAddition(json, index is { } place ? $"{list}/{place}" : end);
            ContainerWriter.Write(json, container);
            json.WriteEndObject();
        }
    }

    private static void WritePullSecret(Utf8JsonWriter json, string? secret, ref PodParts parts)
    {
        if (secret is null)
        {
            return;
        }

        NeedList(json, PodParts.ImagePullSecrets, "/spec/imagePullSecrets", ref parts);
        StartAddition(json, "/spec/imagePullSecrets/-");
        json.WriteStartObject();
        json.WriteString("name"u8, secret);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFsGroup(Utf8JsonWriter json, int? fsGroup, ref PodParts parts)
    {
        if (fsGroup is not { } group)
        {
            return;
        }

        NeedObject(json, PodParts.Spec, "/spec", ref parts);
        NeedObject(json, PodParts.SecurityContext, "/spec/securityContext", ref parts);
        StartAddition(json, "/spec/securityContext/fsGroup");
        json.WriteNumberValue(group);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> annotations, ref PodParts parts)
    {
        foreach (var (key, value) in annotations)
        {
            NeedObject(json, PodParts.Metadata, "/metadata", ref parts);
            NeedObject(json, PodParts.Annotations, "/metadata/annotations", ref parts);
            StartAddition(json, AnnotationPaths.GetOrAdd(key, static key => $"/metadata/annotations/{Escape(key)}"));
            json.WriteStringValue(value);
            json.WriteEndObject();
        }
    }

    // RFC 6901, section 4.
    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static void NeedList(Utf8JsonWriter json, PodParts part, string path, ref PodParts parts)
    {
        NeedObject(json, PodParts.Spec, "/spec", ref parts);
        if (!parts.HasFlag(part))
        {
            parts |= part;
            StartAddition(json, path);
            json.WriteStartArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void NeedObject(Utf8JsonWriter json, PodParts part, string path, ref PodParts parts)
    {
        if (!parts.HasFlag(part))
        {
            parts |= part;
            StartAddition(json, path);
            json.WriteStartObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void StartAddition(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "add"u8);
        json.WriteString("path"u8, path);
        json.WritePropertyName("value"u8);
    }
}
