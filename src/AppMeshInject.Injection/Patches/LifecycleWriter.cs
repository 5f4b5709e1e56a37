using System.Text.Json;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Patches;

/// <summary>Writes the probes and the lifecycle hooks of a container.</summary>
internal static class LifecycleWriter
{
    /// <summary>Writes the fields of the probes and the field <c>lifecycle</c>. Absent fields are omitted.</summary>
    public static void Write(Utf8JsonWriter json, Container container)
    {
        WriteProbe(json, "startupProbe"u8, container.StartupProbe);
        WriteProbe(json, "readinessProbe"u8, container.ReadinessProbe);
        WriteHooks(json, container);
    }

    private static void WriteProbe(Utf8JsonWriter json, ReadOnlySpan<byte> field, HttpProbe? probe)
    {
        if (probe is null)
        {
            return;
        }

        json.WriteStartObject(field);
        json.WriteStartObject("httpGet"u8);
        json.WriteString("path"u8, probe.Path);
        json.WriteNumber("port"u8, probe.Port);
        json.WriteEndObject();
        if (probe.InitialDelay is { } delay)
        {
            json.WriteNumber("initialDelaySeconds"u8, delay);
        }

        json.WriteNumber("periodSeconds"u8, probe.Period);
        if (probe.FailureThreshold is { } threshold)
        {
            json.WriteNumber("failureThreshold"u8, threshold);
        }

        json.WriteEndObject();
    }

    private static void WriteHooks(Utf8JsonWriter json, Container container)
    {
        if (container.PostStart is null && container.PreStop is null)
        {
            return;
        }

        json.WriteStartObject("lifecycle"u8);
        WriteHook(json, "postStart"u8, container.PostStart);
        WriteHook(json, "preStop"u8, container.PreStop);
        json.WriteEndObject();
    }

    private static void WriteHook(Utf8JsonWriter json, ReadOnlySpan<byte> field, string? shellCommand)
    {
        if (shellCommand is null)
        {
            return;
        }

        json.WriteStartObject(field);
        json.WriteStartObject("exec"u8);
        json.WriteStartArray("command"u8);
        json.WriteStringValue("sh"u8);
        json.WriteStringValue("-c"u8);
        json.WriteStringValue(shellCommand);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
