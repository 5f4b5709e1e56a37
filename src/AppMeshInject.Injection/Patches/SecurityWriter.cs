using System.Text.Json;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Patches;

/// <summary>Writes the field <c>securityContext</c> of a container.</summary>
internal static class SecurityWriter
{
    /// <summary>Writes the field with its name.</summary>
    public static void Write(Utf8JsonWriter json, ContainerSecurity security)
    {
        json.WriteStartObject("securityContext"u8);
        if (security == ContainerSecurity.NetworkAdmin)
        {
            WriteNetworkAdmin(json);
        }
        else
        {
            json.WriteNumber("runAsUser"u8, SidecarNames.ProxyUser);
            if (security == ContainerSecurity.HardenedProxy)
            {
                WriteRestricted(json);
            }
        }

        json.WriteEndObject();
    }

    // Set explicitly, because otherwise runAsUser and runAsNonRoot of the pod would apply to this container:
    // https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/567
    private static void WriteNetworkAdmin(Utf8JsonWriter json)
    {
        json.WriteNumber("runAsUser"u8, 0);
        json.WriteBoolean("runAsNonRoot"u8, false);
        WriteCapabilities(json, "add"u8, "NET_ADMIN"u8);
    }

    // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
    private static void WriteRestricted(Utf8JsonWriter json)
    {
        json.WriteBoolean("runAsNonRoot"u8, true);
        json.WriteBoolean("allowPrivilegeEscalation"u8, false);
        WriteCapabilities(json, "drop"u8, "ALL"u8);
        json.WriteStartObject("seccompProfile"u8);
        json.WriteString("type"u8, "RuntimeDefault"u8);
        json.WriteEndObject();
    }

    private static void WriteCapabilities(Utf8JsonWriter json, ReadOnlySpan<byte> verb, ReadOnlySpan<byte> capability)
    {
        json.WriteStartObject("capabilities"u8);
        json.WriteStartArray(verb);
        json.WriteStringValue(capability);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
