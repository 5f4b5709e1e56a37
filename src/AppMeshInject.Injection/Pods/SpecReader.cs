using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads <c>spec</c>.</summary>
internal static class SpecReader
{
    /// <summary>Reads <c>spec</c> into a pod.</summary>
    /// <param name="json">The reader, at the value of <c>spec</c>.</param>
    /// <param name="pod">The pod.</param>
    /// <exception cref="PodFormatException">
    /// A field has the wrong type, or an object or array appears twice.
    /// </exception>
    public static void Read(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterObjectField(pod, PodFields.Spec, "spec"))
        {
            return;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("containers"u8))
            {
                pod.Containers = ContainerReader.Read(ref json, pod, PodFields.Containers, "spec.containers");
            }
            else if (json.Name.Is("initContainers"u8))
            {
                pod.InitContainers = ContainerReader.Read(
                    ref json, pod, PodFields.InitContainers, "spec.initContainers");
            }
            else if (json.Name.Is("volumes"u8))
            {
                ReadVolumes(ref json, pod);
            }
            else if (json.Name.Is("imagePullSecrets"u8))
            {
                ReadImagePullSecrets(ref json, pod);
            }
            else if (json.Name.Is("securityContext"u8))
            {
                ReadSecurityContext(ref json, pod);
            }
            else if (json.Name.Is("hostNetwork"u8))
            {
                pod.HostNetwork = json.ReadBoolean("spec.hostNetwork");
            }
            else if (json.Name.Is("terminationGracePeriodSeconds"u8))
            {
                pod.TerminationGracePeriodSeconds = json.ReadInt64("spec.terminationGracePeriodSeconds");
            }
            else if (json.Name.Is("os"u8))
            {
                pod.IsWindows |= ReadStringField(ref json, "spec.os", "name"u8) == "windows";
            }
            else if (json.Name.Is("nodeSelector"u8))
            {
                pod.IsWindows |= ReadStringField(ref json, "spec.nodeSelector", "kubernetes.io/os"u8) == "windows";
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadVolumes(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterArrayField(pod, PodFields.Volumes, "spec.volumes"))
        {
            return;
        }

        var volumes = new List<VolumeView>(1);
        while (json.EnterNextObject("spec.volumes"))
        {
            string? name = null, hostPath = null;
            while (json.MoveToNextField())
            {
                if (json.Name.Is("name"u8))
                {
                    name = json.ReadString("spec.volumes.name");
                }
                else if (json.Name.Is("hostPath"u8))
                {
                    hostPath = ReadStringField(ref json, "spec.volumes.hostPath", "path"u8);
                }
                else
                {
                    json.SkipValue();
                }
            }

            volumes.Add(new VolumeView(name ?? "", hostPath));
        }

        pod.Volumes = volumes;
    }

    private static void ReadImagePullSecrets(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterArrayField(pod, PodFields.ImagePullSecrets, "spec.imagePullSecrets"))
        {
            return;
        }

        var names = new List<string>();
        while (json.EnterNextObject("spec.imagePullSecrets"))
        {
            names.Add(ReadEnteredStringField(ref json, "spec.imagePullSecrets", "name"u8) ?? "");
        }

        pod.ImagePullSecrets = names;
    }

    private static void ReadSecurityContext(ref JsonCursor json, PodView pod)
    {
        if (!json.EnterObjectField(pod, PodFields.SecurityContext, "spec.securityContext"))
        {
            return;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("fsGroup"u8))
            {
                pod.PresentFields |= json.ReadInt64("spec.securityContext.fsGroup") is null
                    ? PodFields.None
                    : PodFields.FsGroup;
            }
            else if (json.Name.Is("runAsUser"u8))
            {
                pod.RunAsUser = json.ReadInt64("spec.securityContext.runAsUser");
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    // Returns a string field of an object; null if the object or the field is absent or null.
    private static string? ReadStringField(ref JsonCursor json, string parent, ReadOnlySpan<byte> field) =>
        json.EnterObject(parent) ? ReadEnteredStringField(ref json, parent, field) : null;

    private static string? ReadEnteredStringField(ref JsonCursor json, string parent, ReadOnlySpan<byte> field)
    {
        string? value = null;
        while (json.MoveToNextField())
        {
            if (json.Name.Is(field))
            {
                value = json.ReadString(parent);
            }
            else
            {
                json.SkipValue();
            }
        }

        return value;
    }
}
