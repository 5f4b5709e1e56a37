using System.Text.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Patches;

/// <summary>Writes resources as the Kubernetes type <c>core/v1 ResourceRequirements</c>.</summary>
internal static class ResourcesWriter
{
    /// <summary>Writes the field <c>resources</c>. Absent quantities are omitted.</summary>
    public static void Write(Utf8JsonWriter json, Resources resources)
    {
        json.WriteStartObject("resources"u8);
        WriteQuantities(json, "requests"u8, resources.CpuRequest, resources.MemoryRequest);
        WriteQuantities(json, "limits"u8, resources.CpuLimit, resources.MemoryLimit);
        json.WriteEndObject();
    }

    private static void WriteQuantities(Utf8JsonWriter json, ReadOnlySpan<byte> field, Quantity? cpu, Quantity? memory)
    {
        if (cpu is null && memory is null)
        {
            return;
        }

        json.WriteStartObject(field);
        if (cpu is { } cpuAmount)
        {
            json.WriteString("cpu"u8, cpuAmount.Text);
        }

        if (memory is { } memoryAmount)
        {
            json.WriteString("memory"u8, memoryAmount.Text);
        }

        json.WriteEndObject();
    }
}
