using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Testing.Processes;

/// <summary>Ports that nobody listens on at the moment.</summary>
public static class FreePorts
{
    // Below those that systems give to connections: one of them would be taken before whoever is told of it listens.
    private const int First = 20_000;
    private const int Last = 32_000;

    public static (int Port, int MetricsPort) Pair()
    {
        using var one = Listen();
        using var other = Listen();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    private static TcpListener Listen()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Any, Random.Shared.Next(First, Last));
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }
    }
}
