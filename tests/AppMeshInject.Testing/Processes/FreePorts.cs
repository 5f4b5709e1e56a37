using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Testing.Processes;

/// <summary>Ports that nobody listens on, each given to one asker only.</summary>
public static class FreePorts
{
    // Below those that systems give to connections: one of them would be taken before whoever is told of it listens.
    private const int First = 20_000;
    private const int Last = 32_000;

    // Nothing under test speaks UDP: a socket of the same number sets a port aside, for other runs on this machine too, until
    // this process ends however it ends.
    private static readonly ConcurrentBag<Socket> SetAside = [];

    /// <summary>A free port, which is given to nobody else for as long as this process lives.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (IsFree(port) && TrySetAside(port))
            {
                return port;
            }
        }
    }

    private static bool TrySetAside(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (!CanBind(socket, new IPEndPoint(IPAddress.Any, port)))
        {
            socket.Dispose();
            return false;
        }

        SetAside.Add(socket);
        return true;
    }

    // As the program listens: to every address of both families, where there are both.
    private static bool IsFree(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return CanBind(socket, new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, port));
    }

    private static bool CanBind(Socket socket, EndPoint address)
    {
        try
        {
            socket.Bind(address);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
