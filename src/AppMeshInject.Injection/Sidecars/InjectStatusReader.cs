using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Reads the status of an injection from the annotations of a pod.</summary>
public static class InjectStatusReader
{
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

    /// <summary>
    /// Returns the names of the containers and init containers that the injector added, according to the status.
    /// </summary>
    /// <returns>The names; empty if the annotation is absent or malformed.</returns>
    internal static IReadOnlySet<string> ReadContainerNames(PodView pod)
    {
        var status = Read(pod.Annotations);
        return (status?.Containers ?? []).Concat(status?.InitContainers ?? []).ToHashSet(StringComparer.Ordinal);
    }

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
}
