using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>A failure or an attack.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="RunAsync">Causes the fault once. Throws if the response of the server is wrong.</param>
internal sealed record SoakFault(string Name, Func<Task> RunAsync);

/// <summary>The faults of a soak, in the order of their execution.</summary>
/// <param name="server">The injector.</param>
/// <param name="certificate">The serving certificate at the start.</param>
/// <param name="folder">The folder of the certificate files.</param>
internal sealed class SoakFaults(ServerProcess server, TestCertificate certificate, string folder)
{
    private const int Repetitions = 20;

    // More than max-connections allows by default (200).
    private const int TooManyConnections = 250;

    // More than the limit of request bodies (4 MiB).
    private const int TooLongBody = 5 * 1024 * 1024;

    // A TLS record of type handshake, whose length is invalid.
    private static readonly byte[] InvalidRecordHeader = [22, 3, 1, 255, 255];
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(2);

    // Longer than the certificate reload interval and the default request timeout.
    private static readonly TimeSpan LongHoldTime = TimeSpan.FromSeconds(6);

    // Enough to fill the log queue at 40 reviews per second.
    private static readonly TimeSpan StallTimeout = TimeSpan.FromMinutes(2);

    public IReadOnlyList<SoakFault> All =>
    [
        new("connection reset in a body", () => RepeatAsync(Repetitions, useTls: true, async connection =>
        {
            await connection.BeginReviewAsync(100_000, 1000);
            connection.Reset();
        })),
        new("connection reset in a handshake", () => RepeatAsync(Repetitions, useTls: false, async connection =>
        {
            await connection.SendAsync([22, 3, 1, 2, 0, 1]);
            connection.Reset();
        })),
        new("not TLS", () => SendRawAsync(() => RandomNumberGenerator.GetBytes(600))),
        new("invalid TLS records", () => SendRawAsync(CreateInvalidRecord)),
        new("invalid TLS records after a handshake", () => RepeatAsync(Repetitions, useTls: true, async connection =>
        {
            await connection.BeginReviewAsync(100_000, 1000);
            await connection.SendPastTlsAsync(CreateInvalidRecord());
            await connection.ReadResponseAsync();
        })),
        new("too long headers", () => ExpectStatusAsync("431", CreateWithHeader(new string('x', 200_000)))),
        new("endless body", SendEndlessBodyAsync),
        new("too long body", () => ExpectStatusAsync("413", CreatePost(new string(' ', TooLongBody)))),
        new("not JSON", () => ExpectStatusAsync("400", CreatePost("}{[]:\0"))),
        new("too deep JSON", () => ExpectStatusAsync("400", CreatePost(new string('[', 100_000)))),
        new("not HTTP", () =>
            RepeatAsync(Repetitions, useTls: true, connection => connection.SendAsync("\0\r\n\r\n\r\n"))),
        new("idle connections", () => HoldAsync(TooManyConnections, _ => Task.CompletedTask, HoldTime)),
        new("slow senders", () =>
            HoldAsync(Repetitions * 4, connection => connection.BeginReviewAsync(1000, 1), LongHoldTime)),
        new("certificate rotation", RotateCertificateAsync),
        new("corrupted certificate", CorruptCertificateAsync),
        new("stalled log reader", StallLogReaderAsync),
        new("suspended process", SuspendAsync),
    ];

    private static string CreateWithHeader(string header) =>
        $"POST /mutate HTTP/1.1\r\nHost: x\r\nX: {header}\r\n\r\n";

    private static string CreatePost(string body) =>
        "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {body.Length}\r\n\r\n{body}";

    private static byte[] CreateInvalidRecord() => [.. InvalidRecordHeader, .. RandomNumberGenerator.GetBytes(600)];

    private Task SendRawAsync(Func<byte[]> createBytes) =>
        RepeatAsync(Repetitions, useTls: false, connection => connection.SendAsync(createBytes()));

    private async Task RepeatAsync(int count, bool useTls, Func<RawConnection, Task> action)
    {
        for (var i = 0; i < count; i++)
        {
            await IgnoreCloseAsync(async () =>
            {
                using var connection = await RawConnection.OpenAsync(server.Port, useTls);
                await action(connection);
            });
        }
    }

    // The server may also close the connection without a response.
    private Task ExpectStatusAsync(string status, string request) => RepeatAsync(1, useTls: true, async connection =>
    {
        var reading = connection.ReadResponseAsync();
        await IgnoreCloseAsync(() => connection.SendAsync(request));
        var response = await reading;
        if (response.Length > 0 && !response.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"unexpected response {response.Split('\r')[0]}; expected {status}");
        }
    });

    private Task SendEndlessBodyAsync() => RepeatAsync(1, useTls: true, async connection =>
    {
        await connection.SendAsync(
            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var response = connection.ReadResponseAsync(); !response.IsCompleted;)
        {
            await connection.SendAsync(chunk);
        }
    });

    private async Task HoldAsync(int count, Func<RawConnection, Task> action, TimeSpan time)
    {
        var connections = new List<RawConnection>();
        for (var i = 0; i < count; i++)
        {
            await IgnoreCloseAsync(async () =>
            {
                connections.Add(await RawConnection.OpenAsync(server.Port, useTls: true));
                await action(connections[^1]);
            });
        }

        await Task.Delay(time);
        connections.ForEach(connection => connection.Dispose());
    }

    private async Task RotateCertificateAsync()
    {
        using var rotated = new TestCertificate(folder);
        await Task.Delay(LongHoldTime);
    }

    private async Task CorruptCertificateAsync()
    {
        var key = await File.ReadAllTextAsync(certificate.KeyFile);
        await File.WriteAllTextAsync(certificate.KeyFile, key[..(key.Length / 2)]);
        await Task.Delay(LongHoldTime);
        await File.WriteAllTextAsync(certificate.KeyFile, key);
    }

    // Until the server drops log lines.
    private async Task StallLogReaderAsync()
    {
        var (start, before) = (Stopwatch.GetTimestamp(), await ReadDroppedLinesAsync());
        var resume = new TaskCompletionSource();
        server.ResumeReading = resume.Task;
        try
        {
            while (await ReadDroppedLinesAsync() == before)
            {
                if (Stopwatch.GetElapsedTime(start) > StallTimeout)
                {
                    throw new TimeoutException("the server dropped no log line");
                }

                await Task.Delay(HoldTime);
            }
        }
        finally
        {
            resume.SetResult();
        }
    }

    private async Task<string> ReadDroppedLinesAsync()
    {
        const string metric = "appmesh_inject_log_lines_dropped_total ";
        using var client = new HttpClient();
        var metrics = await client.GetStringAsync($"http://127.0.0.1:{server.MetricsPort}/metrics");
        return metrics.Split('\n').First(line => line.StartsWith(metric, StringComparison.Ordinal));
    }

    private async Task SuspendAsync()
    {
        server.SendSignal(Signals.Stop);
        await Task.Delay(HoldTime);
        server.SendSignal(Signals.Continue);
    }

    // The server may close a connection at any time.
    private static async Task IgnoreCloseAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
