using System.Text.Json;
using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Patches;

/// <summary>Writes a volume as the Kubernetes type <c>core/v1 Volume</c>.</summary>
internal static class VolumeWriter
{
    /// <summary>Writes the volume as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, VolumeAddition volume)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, volume.Name);
        if (volume.SecretName is not null)
        {
            json.WriteStartObject("secret"u8);
            json.WriteString("secretName"u8, volume.SecretName);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("hostPath"u8);
            json.WriteString("path"u8, volume.SocketPath);
            json.WriteString("type"u8, "Socket"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
