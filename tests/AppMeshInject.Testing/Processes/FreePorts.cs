using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Testing.Processes;

/// <summary>Reserves free TCP ports.</summary>
public static class FreePorts
{
    // Below the ephemeral port range, so that no outgoing connection takes a reserved port.
    private const int MinPort = 20_000;
    private const int MaxPort = 32_000;

    // A UDP socket on the same number reserves a TCP port across test runs: the programs under test do not use UDP, and
    // the operating system closes the socket when the process exits.
    private static readonly ConcurrentBag<Socket> Reservations = [];

    /// <summary>Reserves a free port until the process exits.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(MinPort, MaxPort);
            if (IsFree(port) && TryReserve(port))
            {
                return port;
            }
        }
    }

    private static bool TryReserve(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (!CanBind(socket, new IPEndPoint(IPAddress.Any, port)))
        {
            socket.Dispose();
            return false;
        }

        Reservations.Add(socket);
        return true;
    }

    // Binds like the injector: to all IPv6 and IPv4 addresses if the machine has IPv6.
    private static bool IsFree(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var address = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        return CanBind(socket, new IPEndPoint(address, port));
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
