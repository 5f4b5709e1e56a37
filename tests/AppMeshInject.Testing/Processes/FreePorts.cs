using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Testing.Processes;

/// <summary>Ports that nobody listens on at the moment.</summary>
public static class FreePorts
{
    public static (int Port, int MetricsPort) Pair()
    {
        using var one = new TcpListener(IPAddress.Any, 0);
        using var other = new TcpListener(IPAddress.Any, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
