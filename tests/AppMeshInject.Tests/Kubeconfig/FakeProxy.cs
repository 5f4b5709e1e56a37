using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AppMeshInject.Tests.Kubeconfig;

/// <summary>An HTTP proxy that tunnels connections of clients with the right user and password.</summary>
internal sealed class FakeProxy : IAsyncDisposable
{
    private static readonly byte[] Rejection = Encoding.ASCII.GetBytes(
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
        + "Content-Length: 0\r\nConnection: close\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _authorization;
    private readonly Task _work;

    /// <summary>Starts a proxy.</summary>
    /// <param name="credentials">The user and password, such as user:password; null to reject all clients.</param>
    public FakeProxy(string? credentials)
    {
        _authorization = credentials is null
            ? "none"
            : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>The host and port.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _work;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client has disconnected, or the test has ended.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var head = await ReadHeadAsync(stream);
        if (!head.Contains($"Proxy-Authorization: {_authorization}\r\n", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(Rejection, _stop.Token);
            return;
        }

        using var server = new TcpClient();
        await server.ConnectAsync(IPEndPoint.Parse(head.Split(' ')[1]), _stop.Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
        await Task.WhenAny(
            stream.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(stream, _stop.Token));
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(next, _stop.Token);
            head.Append((char)next[0]);
        }

        return head.ToString();
    }
}
