using System.Text.Json;
using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// Reads the fields of a pod that the injector needs, in a single pass, and skips all other fields.
/// </summary>
public static class PodReader
{
    /// <summary>Reads a pod.</summary>
    /// <param name="utf8Json">The pod as a JSON object.</param>
    /// <exception cref="PodFormatException">
    /// A field has the wrong type, or an object or array appears twice.
    /// </exception>
    /// <exception cref="JsonException">The input is not valid JSON, or its depth exceeds 64.</exception>
    /// <exception cref="InvalidOperationException">A string is not valid Unicode.</exception>
    public static PodView Read(ReadOnlySpan<byte> utf8Json)
    {
        var json = new JsonCursor(utf8Json);
        return Read(ref json, expectedNamespace: "") ?? throw new PodFormatException("the pod is null");
    }

    /// <summary>Reads a pod that is part of a larger document.</summary>
    /// <param name="json">The reader, at the pod.</param>
    /// <param name="expectedNamespace">
    /// The namespace of the request, which most pods have; reused to avoid a copy.
    /// </param>
    /// <returns>The pod; null if the value is null.</returns>
    internal static PodView? Read(ref JsonCursor json, string expectedNamespace)
    {
        if (!json.EnterObject("the pod"))
        {
            return null;
        }

        var pod = new PodView();

        while (json.MoveToNextField())
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

    /// <summary>Enters an object of the pod and marks it as present.</summary>
    internal static bool EnterObjectField(this ref JsonCursor json, PodView pod, PodFields flag, string field) =>
        json.EnterObject(field) && pod.MarkPresent(flag, field);

    /// <summary>Enters an array of the pod and marks it as present.</summary>
    internal static bool EnterArrayField(this ref JsonCursor json, PodView pod, PodFields flag, string field) =>
        json.EnterArray(field) && pod.MarkPresent(flag, field);

    // Some parsers use the first of two duplicate fields, others the last, so a duplicate makes the pod ambiguous.
    private static bool MarkPresent(this PodView pod, PodFields flag, string field)
    {
        if (pod.PresentFields.HasFlag(flag))
        {
            throw new PodFormatException($"{field} appears twice");
        }

        pod.PresentFields |= flag;
        return true;
    }
}
