using System.Collections.Immutable;
using System.Globalization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>Which traffic of a pod is redirected to the proxy.</summary>
public sealed class Redirection
{
    /// <summary>A redirection of which only the texts are known.</summary>
    internal Redirection(string appPorts, string egressIgnoredIps, string egressIgnoredPorts)
    {
        (Ports, AppPorts, EgressIgnoredIps, EgressIgnoredPorts) = ([], appPorts, egressIgnoredIps, egressIgnoredPorts);
    }

    private Redirection(IReadOnlyList<int> ports, bool hasOmittedPorts, EffectivePodSettings podSettings)
        : this(Join(ports), string.Join(',', podSettings.EgressIgnoredIps), Join(MakeRoomForSshPort(podSettings.EgressIgnoredPorts)))
    {
        (Ports, HasOmittedPorts) = (ports, hasOmittedPorts);
    }

    /// <summary>The ports of the application whose traffic is redirected.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Whether the pod has more ports than iptables can take.</summary>
    public bool HasOmittedPorts { get; }

    /// <summary>The ports as the redirect script takes them.</summary>
    public string AppPorts { get; }

    /// <summary>The destinations that egress ignores, as the script takes them.</summary>
    public string EgressIgnoredIps { get; }

    /// <summary>The ports that egress ignores, as the script takes them.</summary>
    public string EgressIgnoredPorts { get; }

    /// <summary>The redirection of a pod: the ports it names, or without those every TCP port of its containers and its own native sidecars.</summary>
    public static Redirection Create(EffectivePodSettings podSettings)
    {
        if (podSettings.Annotations.Ports is { } named)
        {
            return new Redirection(named, hasOmittedPorts: false, podSettings);
        }

        var ports = CollectAppPorts(podSettings, out var hasOmittedPorts);
        return new Redirection(ports, hasOmittedPorts, podSettings);
    }

    // AWS's script appends 22 without looking whether it is there, and one multiport match has no room for a sixteenth port.
    private static IReadOnlyList<int> MakeRoomForSshPort(IReadOnlyList<int> ignored) =>
        ignored.Count < ValueParsers.MostPorts ? ignored : [.. ignored.Where(port => port != ValueParsers.SshPort)];

    // Mostly there is one, whose text the runtime has ready.
    private static string Join(IReadOnlyList<int> ports) =>
        ports.Count == 1 ? ports[0].ToString(CultureInfo.InvariantCulture) : string.Join(',', ports);

    private static List<int> CollectAppPorts(EffectivePodSettings podSettings, out bool hasOmittedPorts)
    {
        var ports = new List<int>();
        hasOmittedPorts = !TryAddContainerPorts(podSettings.Pod.Containers, areInit: false, podSettings, ports)
            || !TryAddContainerPorts(podSettings.Pod.InitContainers, areInit: true, podSettings, ports);
        return ports;
    }

    // Of init containers those that keep running are asked like the application's containers, the others never.
    private static bool TryAddContainerPorts(ImmutableArray<ContainerView> containers, bool areInit, EffectivePodSettings podSettings, List<int> ports)
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

                if (ports.Count == ValueParsers.MostPorts)
                {
                    return false;
                }

                ports.Add(port.Number);
            }
        }

        return true;
    }
}
