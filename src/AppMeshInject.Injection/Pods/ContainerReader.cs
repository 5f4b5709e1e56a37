using System.Collections.Immutable;
using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>Reads the arrays <c>spec.containers</c> and <c>spec.initContainers</c>.</summary>
internal static class ContainerReader
{
    /// <summary>Reads an array of containers.</summary>
    /// <param name="json">The reader, at the array.</param>
    /// <param name="pod">The pod, in which the array is marked as present.</param>
    /// <param name="flag">The flag of the array.</param>
    /// <param name="field">The path of the array, for error messages.</param>
    /// <returns>The containers; empty if the value is null.</returns>
    /// <exception cref="PodFormatException">A field has the wrong type, or the array appears twice.</exception>
    public static ImmutableArray<ContainerView> Read(ref JsonCursor json, PodView pod, PodFields flag, string field)
    {
        if (!json.EnterArrayField(pod, flag, field))
        {
            return [];
        }

        var containers = ImmutableArray.CreateBuilder<ContainerView>(initialCapacity: 1);
        while (json.EnterNextObject(field))
        {
            containers.Add(ReadContainer(ref json));
        }

        return containers.DrainToImmutable();
    }

    private static ContainerView ReadContainer(ref JsonCursor json)
    {
        var container = new ContainerView();
        List<ProbeView>? probes = null;
        while (json.MoveToNextField())
        {
            if (json.Name.Is("name"u8))
            {
                container.Name = json.ReadString("a container's name") ?? "";
            }
            else if (json.Name.Is("ports"u8))
            {
                container.Ports = ReadPorts(ref json);
            }
            else if (json.Name.Is("securityContext"u8))
            {
                container.RunAsUser = ReadRunAsUser(ref json);
            }
            else if (json.Name.Is("restartPolicy"u8))
            {
                container.RestartsAlways = json.ReadString("a container's restartPolicy") == "Always";
            }
            else if (json.Name.Is("readinessProbe"u8))
            {
                ProbeReader.Read(ref json, "readinessProbe", ref probes);
            }
            else if (json.Name.Is("livenessProbe"u8))
            {
                ProbeReader.Read(ref json, "livenessProbe", ref probes);
            }
            else if (json.Name.Is("startupProbe"u8))
            {
                ProbeReader.Read(ref json, "startupProbe", ref probes);
            }
            else
            {
                json.SkipValue();
            }
        }

        container.Probes = probes ?? container.Probes;
        return container;
    }

    private static ImmutableArray<PortView> ReadPorts(ref JsonCursor json)
    {
        if (!json.EnterArray("a container's ports"))
        {
            return [];
        }

        var ports = ImmutableArray.CreateBuilder<PortView>(initialCapacity: 1);
        while (json.EnterNextObject("a container's ports"))
        {
            string? name = null, protocol = null;
            long? number = null;
            while (json.MoveToNextField())
            {
                if (json.Name.Is("name"u8))
                {
                    name = json.ReadString("a port's name");
                }
                else if (json.Name.Is("containerPort"u8))
                {
                    number = json.ReadInt64("a containerPort");
                }
                else if (json.Name.Is("protocol"u8))
                {
                    protocol = json.ReadString("a port's protocol", commonValue: "TCP");
                }
                else
                {
                    json.SkipValue();
                }
            }

            if (number is > 0 and <= ushort.MaxValue)
            {
                ports.Add(new PortView(name, (int)number, protocol is null or "" or "TCP"));
            }
        }

        return ports.DrainToImmutable();
    }

    private static long? ReadRunAsUser(ref JsonCursor json)
    {
        long? user = null;
        if (!json.EnterObject("a container's securityContext"))
        {
            return null;
        }

        while (json.MoveToNextField())
        {
            if (json.Name.Is("runAsUser"u8))
            {
                user = json.ReadInt64("a container's runAsUser");
            }
            else
            {
                json.SkipValue();
            }
        }

        return user;
    }
}
