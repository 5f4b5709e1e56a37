using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace AppMeshInject.Testing.Processes;

/// <summary>A connection on which anything can be sent, byte by byte.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private Stream _stream = Stream.Null;

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(int port, bool useTls)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync("127.0.0.1", port);
        connection._stream = connection._client.GetStream();
        if (useTls)
        {
            var tls = new SslStream(connection._stream);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true });
            connection._stream = tls;
        }

        return connection;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    /// <summary>Sends bytes past TLS.</summary>
    public Task SendPastTlsAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>Sends the head of a review, and so much of its body.</summary>
    public async Task BeginReviewAsync(int length, int sent)
    {
        await SendAsync($"POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
        await SendAsync(new byte[sent]);
    }

    /// <summary>The next bytes of the answer, as text; nothing where the connection was closed.</summary>
    public async Task<string> AnswerAsync()
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

    /// <summary>Breaks off at once, as a client does that is killed.</summary>
    public void Reset() => _client.Client.Close(timeout: 0);

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
