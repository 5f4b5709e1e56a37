using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Patches;

/// <summary>
/// Writes a plan as a JSON Patch (RFC 6902) that contains only add operations. Paths consist of constants and indexes,
/// and the JSON writer escapes every value, so that no text of the pod can change the structure of the patch.
/// </summary>
public static class PatchWriter
{
    // By annotation key. A plan only contains the few keys that the injector defines, so the cache does not grow.
    private static readonly ConcurrentDictionary<string, string> AnnotationPaths = new(StringComparer.Ordinal);

    /// <summary>Writes the patch of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pod">The pod as received. Missing parents are added first.</param>
    /// <param name="output">Receives the patch, as UTF-8.</param>
    public static void Write(InjectionPlan plan, PodView pod, IBufferWriter<byte> output)
    {
        var json = JsonWriterPool.Rent(output);
        var present = pod.PresentFields;
        json.WriteStartArray();
        WriteVolumes(json, plan.Volumes, ref present);
        WriteContainers(json, plan.Containers, ref present);
        WritePullSecret(json, plan.PullSecret, ref present);
        WriteFsGroup(json, plan.FsGroup, ref present);
        WriteAnnotations(json, plan.Annotations, ref present);
        json.WriteEndArray();
        JsonWriterPool.Return(json);
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

    private static void WriteContainers(
        Utf8JsonWriter json, IReadOnlyList<ContainerAddition> additions, ref PodFields present)
    {
        foreach (var (container, isInit, index) in additions)
        {
            var (field, list, end) = isInit
                ? (PodFields.InitContainers, "/spec/initContainers", "/spec/initContainers/-")
                : (PodFields.Containers, "/spec/containers", "/spec/containers/-");
            EnsureArray(json, field, list, ref present);
            StartAddOperation(json, index is { } position ? $"{list}/{position}" : end);
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

    private static void WriteAnnotations(
        Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> annotations, ref PodFields present)
    {
        foreach (var (key, value) in annotations)
        {
            EnsureObject(json, PodFields.Metadata, "/metadata", ref present);
            EnsureObject(json, PodFields.Annotations, "/metadata/annotations", ref present);
            StartAddOperation(
                json, AnnotationPaths.GetOrAdd(key, static key => $"/metadata/annotations/{Escape(key)}"));
            json.WriteStringValue(value);
            json.WriteEndObject();
        }
    }

    // RFC 6901, section 3.
    private static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

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
