using System.Collections.Immutable;
using System.Globalization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The traffic of a pod that is redirected to Envoy, including the port list for iptables.</summary>
public sealed class Redirection
{
    /// <summary>Creates a redirection from its lists in text form; <see cref="Ports"/> is empty.</summary>
    internal Redirection(string appPorts, string egressIgnoredIps, string egressIgnoredPorts)
    {
        (Ports, AppPorts, EgressIgnoredIps, EgressIgnoredPorts) = ([], appPorts, egressIgnoredIps, egressIgnoredPorts);
    }

    private Redirection(IReadOnlyList<int> ports, bool hasOmittedPorts, EffectivePodSettings podSettings)
        : this(
            FormatPortList(ports),
            string.Join(',', podSettings.EgressIgnoredIps),
            FormatPortList(MakeRoomForSshPort(podSettings.EgressIgnoredPorts)))
    {
        (Ports, HasOmittedPorts) = (ports, hasOmittedPorts);
    }

    /// <summary>Gets the application ports whose inbound traffic is redirected; at most 15.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>
    /// Gets whether ports are omitted, because the pod has more than 15, the maximum of an iptables multiport match.
    /// </summary>
    public bool HasOmittedPorts { get; }

    /// <summary>Gets the iptables port list: <see cref="Ports"/>, separated by commas.</summary>
    public string AppPorts { get; }

    /// <summary>Gets the IP ranges whose outbound traffic is not redirected, separated by commas.</summary>
    public string EgressIgnoredIps { get; }

    /// <summary>Gets the ports whose outbound traffic is not redirected, separated by commas.</summary>
    public string EgressIgnoredPorts { get; }

    /// <summary>
    /// Creates the redirection of a pod. The redirected ports are the ports in the annotation or, without the
    /// annotation, the TCP ports of the pod's containers and native sidecars.
    /// </summary>
    public static Redirection Create(EffectivePodSettings podSettings)
    {
        if (podSettings.Annotations.Ports is { } annotated)
        {
            return new Redirection(annotated, hasOmittedPorts: false, podSettings);
        }

        var ports = BuildAppPortList(podSettings, out var hasOmittedPorts);
        return new Redirection(ports, hasOmittedPorts, podSettings);
    }

    // The script of proxyinit always appends port 22, even if the list contains it, and an iptables multiport match is
    // limited to 15 ports.
    private static IReadOnlyList<int> MakeRoomForSshPort(IReadOnlyList<int> ignored) =>
        ignored.Count < ValueParsers.MaxPorts ? ignored : [.. ignored.Where(port => port != ValueParsers.SshPort)];

    // Avoids an allocation for a single port below 300, whose text the runtime caches.
    private static string FormatPortList(IReadOnlyList<int> ports) =>
        ports.Count == 1 ? ports[0].ToString(CultureInfo.InvariantCulture) : string.Join(',', ports);

    // Builds the iptables port list: the containers first, then the native sidecars, each port once.
    private static List<int> BuildAppPortList(EffectivePodSettings podSettings, out bool hasOmittedPorts)
    {
        var ports = new List<int>();
        hasOmittedPorts = !TryAddContainerPorts(podSettings.Pod.Containers, areInit: false, podSettings, ports)
            || !TryAddContainerPorts(podSettings.Pod.InitContainers, areInit: true, podSettings, ports);
        return ports;
    }

    // Returns false if the list is full. An init container that is not a native sidecar ends before the application
    // starts and receives no traffic.
    private static bool TryAddContainerPorts(
        ImmutableArray<ContainerView> containers, bool areInit, EffectivePodSettings podSettings, List<int> ports)
    {
        foreach (var container in containers)
        {
            if ((areInit && !container.RestartsAlways) || SidecarContainers.IsSidecar(podSettings, container.Name))
            {
                continue;
            }

            foreach (var port in container.Ports)
            {
                if (!port.IsTcp || ports.Contains(port.Number))
                {
                    continue;
                }

                if (ports.Count == ValueParsers.MaxPorts)
                {
                    return false;
                }

                ports.Add(port.Number);
            }
        }

        return true;
    }
}
