using System.Collections.Immutable;

namespace AppMeshInject.Injection.Pods;

/// <summary>The fields of a container that the injector reads.</summary>
public sealed class ContainerView
{
    /// <summary>Gets the name; empty if absent.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Gets <c>securityContext.runAsUser</c>; null if absent.</summary>
    public long? RunAsUser { get; internal set; }

    /// <summary>
    /// Gets whether <c>restartPolicy</c> is <c>Always</c>, which makes an init container a native sidecar.
    /// </summary>
    public bool RestartsAlways { get; internal set; }

    /// <summary>Gets the ports from 1 to 65535; other numbers are skipped.</summary>
    public ImmutableArray<PortView> Ports { get; internal set; } = [];

    /// <summary>Gets the network probes: HTTP, TCP and gRPC.</summary>
    public IReadOnlyList<ProbeView> Probes { get; internal set; } = [];
}

/// <summary>A port of a container.</summary>
/// <param name="Name">The name; null if absent.</param>
/// <param name="Number">The <c>containerPort</c>, 1 to 65535.</param>
/// <param name="IsTcp">True if the protocol is TCP, the default.</param>
public readonly record struct PortView(string? Name, int Number, bool IsTcp);

/// <summary>The port of an HTTP, TCP or gRPC probe.</summary>
/// <param name="Field">The field of the container: livenessProbe, readinessProbe or startupProbe.</param>
/// <param name="PortName">The name of the port; null if the probe specifies a number.</param>
/// <param name="PortNumber">The number of the port; 0 if the probe specifies a name.</param>
public readonly record struct ProbeView(string Field, string? PortName, int PortNumber)
{
    /// <summary>Returns the number of the port, after looking up a port name in the container.</summary>
    /// <param name="container">The container of the probe.</param>
    /// <returns>The number; null if the container has no port with that name.</returns>
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
/// <param name="Name">The name; empty if absent.</param>
/// <param name="HostPath">The path on the node; null if the volume is not a <c>hostPath</c> volume.</param>
public readonly record struct VolumeView(string Name, string? HostPath);

/// <summary>An owner reference of a pod.</summary>
/// <param name="Kind">The kind, such as <c>ReplicaSet</c>; empty if absent.</param>
/// <param name="Name">The name; empty if absent.</param>
/// <param name="IsController">True if the owner is the managing controller.</param>
public readonly record struct OwnerReference(string Kind, string Name, bool IsController);
