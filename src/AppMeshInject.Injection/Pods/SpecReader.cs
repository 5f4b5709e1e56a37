using System.Text.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads a pod's spec, but for its containers.</summary>
internal static class SpecReader
{
    public static void Read(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterPart(pod, PodParts.Spec, "spec"))
        {
            return;
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("containers"u8))
            {
                pod.Containers = ContainerReader.Read(ref json, pod, PodParts.Containers, "spec.containers");
            }
            else if (json.ValueTextEquals("initContainers"u8))
            {
                pod.InitContainers = ContainerReader.Read(ref json, pod, PodParts.InitContainers, "spec.initContainers");
            }
            else if (json.ValueTextEquals("volumes"u8))
            {
                ReadVolumes(ref json, pod);
            }
            else if (json.ValueTextEquals("imagePullSecrets"u8))
            {
                ReadImagePullSecrets(ref json, pod);
            }
            else if (json.ValueTextEquals("securityContext"u8))
            {
                ReadSecurityContext(ref json, pod);
            }
            else if (json.ValueTextEquals("hostNetwork"u8))
            {
                pod.HostNetwork = json.ReadBoolean("spec.hostNetwork");
            }
            else if (json.ValueTextEquals("terminationGracePeriodSeconds"u8))
            {
                pod.TerminationGracePeriodSeconds = json.ReadNumber("spec.terminationGracePeriodSeconds");
            }
            else if (json.ValueTextEquals("os"u8))
            {
                pod.IsWindows |= ReadFieldOf(ref json, "spec.os", "name"u8) == "windows";
            }
            else if (json.ValueTextEquals("nodeSelector"u8))
            {
                pod.IsWindows |= ReadFieldOf(ref json, "spec.nodeSelector", "kubernetes.io/os"u8) == "windows";
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static void ReadVolumes(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterListPart(pod, PodParts.Volumes, "spec.volumes"))
        {
            return;
        }

        var volumes = new List<VolumeView>();
        while (json.NextObject("spec.volumes"))
        {
            string? name = null, hostPath = null;
            while (json.NextField())
            {
                if (json.ValueTextEquals("name"u8))
                {
                    name = json.ReadString("spec.volumes.name");
                }
                else if (json.ValueTextEquals("hostPath"u8))
                {
                    hostPath = ReadFieldOf(ref json, "spec.volumes.hostPath", "path"u8);
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

    private static void ReadImagePullSecrets(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterListPart(pod, PodParts.ImagePullSecrets, "spec.imagePullSecrets"))
        {
            return;
        }

        var names = new List<string>();
        while (json.NextObject("spec.imagePullSecrets"))
        {
            names.Add(ReadFieldOfEntered(ref json, "spec.imagePullSecrets", "name"u8) ?? "");
        }

        pod.ImagePullSecrets = names;
    }

    private static void ReadSecurityContext(ref Utf8JsonReader json, PodView pod)
    {
        if (!json.EnterPart(pod, PodParts.SecurityContext, "spec.securityContext"))
        {
            return;
        }

        while (json.NextField())
        {
            if (json.ValueTextEquals("fsGroup"u8))
            {
                pod.Parts |= json.ReadNumber("spec.securityContext.fsGroup") is null ? PodParts.None : PodParts.FsGroup;
            }
            else if (json.ValueTextEquals("runAsUser"u8))
            {
                pod.RunAsUser = json.ReadNumber("spec.securityContext.runAsUser");
            }
            else
            {
                json.SkipValue();
            }
        }
    }

    private static string? ReadFieldOf(ref Utf8JsonReader json, string parent, ReadOnlySpan<byte> field) =>
        json.EnterObject(parent) ? ReadFieldOfEntered(ref json, parent, field) : null;

    private static string? ReadFieldOfEntered(ref Utf8JsonReader json, string parent, ReadOnlySpan<byte> field)
    {
        string? value = null;
        while (json.NextField())
        {
            if (json.ValueTextEquals(field))
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
