using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AppMeshInject.Tests.Kubeconfig;

/// <summary>A proxy on the way to a stand-in server, which lets through whoever names the user and password that it wants.</summary>
internal sealed class FakeProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _authorization;
    private readonly Task _work;

    /// <param name="userAndPassword">Such as user:password; nobody is let through where it is null.</param>
    public FakeProxy(string? userAndPassword)
    {
        _authorization = userAndPassword is null ? "nobody" : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))}";
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
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
                // Whoever asked has gone, or the test is over.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var head = await ReadHeadAsync(stream);
        if (!head.Contains($"Proxy-Authorization: {_authorization}\r\n", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _end.Token);
            return;
        }

        using var server = new TcpClient();
        await server.ConnectAsync(IPEndPoint.Parse(head.Split(' ')[1]), _end.Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token);
        await Task.WhenAny(stream.CopyToAsync(server.GetStream(), _end.Token), server.GetStream().CopyToAsync(stream, _end.Token));
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter, _end.Token);
            head.Append((char)letter[0]);
        }

        return head.ToString();
    }
}
