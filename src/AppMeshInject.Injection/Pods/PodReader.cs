using System.Text.Json;
using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads a pod's JSON in one pass. What is not needed is skipped and never becomes an object.</summary>
public static class PodReader
{
    /// <summary>Reads a pod.</summary>
    /// <param name="utf8Json">The pod, one JSON object.</param>
    /// <exception cref="PodFormatException">A field that is read has another type, or one that has others in it stands twice.</exception>
    /// <exception cref="JsonException">It is not JSON, or nested more than 64 deep.</exception>
    /// <exception cref="InvalidOperationException">A string that is read is not Unicode.</exception>
    public static PodView Read(ReadOnlySpan<byte> utf8Json)
    {
        var json = new JsonCursor(utf8Json);
        return Read(ref json, expectedNamespace: "") ?? throw new PodFormatException("the pod is null");
    }

    /// <summary>Reads a pod that the next value is. Null where that is null.</summary>
    /// <param name="json">Where it stands.</param>
    /// <param name="expectedNamespace">The namespace that it mostly has: that of the request.</param>
    internal static PodView? Read(ref JsonCursor json, string expectedNamespace)
    {
        if (!json.EnterObject("the pod"))
        {
            return null;
        }

        var pod = new PodView();

        while (json.NextField())
        {
            if (json.Name.Is("metadata"u8))
            {
                MetadataReader.Read(ref json, pod, expectedNamespace);
            }
            else if (json.Name.Is("spec"u8))
            {
                SpecReader.Read(ref json, pod);
            }
            else
            {
                json.SkipValue();
            }
        }

        return pod;
    }

    /// <summary>Enters an object of the pod and notes that it is there.</summary>
    internal static bool EnterObjectField(this ref JsonCursor json, PodView pod, PodFields flag, string field) =>
        json.EnterObject(field) && pod.MarkPresent(flag, field);

    /// <summary>Enters an array of the pod and notes that it is there.</summary>
    internal static bool EnterArrayField(this ref JsonCursor json, PodView pod, PodFields flag, string field) =>
        json.EnterArray(field) && pod.MarkPresent(flag, field);

    // Of a field that stands twice one reader takes the first and another the last: such a pod has no one meaning.
    private static bool MarkPresent(this PodView pod, PodFields flag, string field)
    {
        if (pod.PresentFields.HasFlag(flag))
        {
            throw new PodFormatException($"{field} stands twice");
        }

        pod.PresentFields |= flag;
        return true;
    }
}
