using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace AppMeshInject.Testing.Processes;

/// <summary>A connection to the injector that sends arbitrary bytes.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private Stream _stream = Stream.Null;

    private RawConnection()
    {
    }

    /// <summary>Connects to a local port, with TLS if required. Does not verify the certificate.</summary>
    public static async Task<RawConnection> OpenAsync(int port, bool useTls)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync("127.0.0.1", port);
        connection._stream = connection._client.GetStream();
        if (useTls)
        {
            var tls = new SslStream(connection._stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true });
            connection._stream = tls;
        }

        return connection;
    }

    /// <summary>Sends ASCII text.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    /// <summary>Sends bytes that bypass TLS.</summary>
    public Task SendPastTlsAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>Sends the headers of a review and the first bytes of its body.</summary>
    /// <param name="length">The value of Content-Length, in bytes.</param>
    /// <param name="sent">The number of body bytes to send.</param>
    public async Task BeginReviewAsync(int length, int sent)
    {
        await SendAsync(
            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {length}\r\n\r\n");
        await SendAsync(new byte[sent]);
    }

    /// <summary>Reads the next bytes of the response as ASCII text; empty if the connection is closed.</summary>
    public async Task<string> ReadResponseAsync()
    {
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await _stream.ReadAsync(buffer));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Closes the connection with a TCP reset, like a client that is killed.</summary>
    public void Reset() => _client.Client.Close(timeout: 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
