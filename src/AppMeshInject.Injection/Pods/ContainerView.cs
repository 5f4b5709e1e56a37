using System.Collections.Immutable;

namespace AppMeshInject.Injection.Pods;

/// <summary>What the injector reads of a container.</summary>
public sealed class ContainerView
{
    /// <summary>Its name; empty where it has none.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>securityContext.runAsUser.</summary>
    public long? RunAsUser { get; internal set; }

    /// <summary>Whether it is an init container that keeps running (restartPolicy: Always), a native sidecar.</summary>
    public bool RestartsAlways { get; internal set; }

    /// <summary>Its ports.</summary>
    public ImmutableArray<PortView> Ports { get; internal set; } = [];

    /// <summary>Its probes that ask over the network.</summary>
    public IReadOnlyList<ProbeView> Probes { get; internal set; } = [];
}

/// <summary>A port of a container.</summary>
/// <param name="Name">Its name, if any.</param>
/// <param name="Number">containerPort.</param>
/// <param name="IsTcp">Whether its protocol is TCP, which is also the default.</param>
public readonly record struct PortView(string? Name, int Number, bool IsTcp);

/// <summary>A probe that asks over the network.</summary>
/// <param name="Field">The field it stands in: livenessProbe, readinessProbe or startupProbe.</param>
/// <param name="PortName">The port's name, where it is given by name.</param>
/// <param name="PortNumber">The port, where it is given by number.</param>
public readonly record struct ProbeView(string Field, string? PortName, int PortNumber)
{
    /// <summary>The port that is asked: by its number, or the container's port of that name. Null where there is none.</summary>
    public int? GetPort(ContainerView container)
    {
        if (PortName is null)
        {
            return PortNumber;
        }

        foreach (var port in container.Ports)
        {
            if (port.Name == PortName)
            {
                return port.Number;
            }
        }

        return null;
    }
}

/// <summary>A volume of the pod.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="HostPath">The path on the node, where it is a hostPath volume.</param>
public readonly record struct VolumeView(string Name, string? HostPath);

/// <summary>An owner of the pod.</summary>
/// <param name="Kind">Its kind, such as ReplicaSet.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsController">Whether it is the owner that controls the pod.</param>
public readonly record struct OwnerReference(string Kind, string Name, bool IsController);
