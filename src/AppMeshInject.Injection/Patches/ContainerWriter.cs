using System.Text.Json;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Patches;

/// <summary>Writes a container as the Kubernetes type <c>core/v1 Container</c>.</summary>
internal static class ContainerWriter
{
    /// <summary>Writes the container as a JSON object. Empty lists and null fields are omitted.</summary>
    public static void Write(Utf8JsonWriter json, Container container)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, container.Name);
        json.WriteString("image"u8, container.Image);
        if (container.RestartsAlways)
        {
            json.WriteString("restartPolicy"u8, "Always"u8);
        }

        WriteStrings(json, "command"u8, container.Command);
        WriteStrings(json, "args"u8, container.Arguments);
        WritePort(json, container.Port);
        WriteEnvironment(json, container.Environment);
        ResourcesWriter.Write(json, container.Resources);
        WriteMounts(json, container.Mounts);
        LifecycleWriter.Write(json, container);
        SecurityWriter.Write(json, container.Security);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> field, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WritePort(Utf8JsonWriter json, ContainerPort? port)
    {
        if (port is null)
        {
            return;
        }

        json.WriteStartArray("ports"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, port.Name);
        json.WriteNumber("containerPort"u8, port.Number);
        json.WriteString("protocol"u8, port.Protocol);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, IReadOnlyList<EnvironmentVariable> environment)
    {
        if (environment.Count == 0)
        {
            return;
        }

        json.WriteStartArray("env"u8);
        foreach (var variable in environment)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, variable.Name);
            if (variable.FieldPath is null)
            {
                json.WriteString("value"u8, variable.Value);
            }
            else
            {
                json.WriteStartObject("valueFrom"u8);
                json.WriteStartObject("fieldRef"u8);
                json.WriteString("fieldPath"u8, variable.FieldPath);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMounts(Utf8JsonWriter json, IReadOnlyList<Mount> mounts)
    {
        if (mounts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("volumeMounts"u8);
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, mount.Volume);
            json.WriteString("mountPath"u8, mount.Path);
            if (mount.IsReadOnly)
            {
                json.WriteBoolean("readOnly"u8, true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
