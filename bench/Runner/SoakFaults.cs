using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>Something that goes wrong, or that somebody does who means harm.</summary>
/// <param name="Name">What it goes by.</param>
/// <param name="RunAsync">Does it once. An answer that should not be is thrown.</param>
internal sealed record SoakFault(string Name, Func<Task> RunAsync);

/// <summary>The faults of a soak, one after the other.</summary>
internal sealed class SoakFaults(ServerProcess server, TestCertificate certificate, string folder)
{
    private const int Many = 20;
    private const int MoreThanConnections = 250;
    private const int TooLong = 5 * 1024 * 1024;

    private static readonly byte[] RecordHead = [22, 3, 1, 255, 255];
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(2);

    // Longer than the time after which the program looks at its certificate again, or than a request may take to arrive.
    private static readonly TimeSpan LongHold = TimeSpan.FromSeconds(6);

    // In which the log's queue fills, where nobody reads it, at some 40 reviews a second.
    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(2);

    public IReadOnlyList<SoakFault> All =>
    [
        new("broken off in a body", () => EachAsync(Many, useTls: true, async connection =>
        {
            await connection.BeginReviewAsync(100_000, 1000);
            connection.Reset();
        })),
        new("broken off in a handshake", () => EachAsync(Many, useTls: false, async connection =>
        {
            await connection.SendAsync([22, 3, 1, 2, 0, 1]);
            connection.Reset();
        })),
        new("no TLS", () => EachAsync(Many, useTls: false, connection => connection.SendAsync(RandomNumberGenerator.GetBytes(600)))),
        new("malformed records", () => EachAsync(Many, useTls: false, connection => connection.SendAsync([.. RecordHead, .. RandomNumberGenerator.GetBytes(600)]))),
        new("malformed records later", () => EachAsync(Many, useTls: true, async connection =>
        {
            await connection.BeginReviewAsync(100_000, 1000);
            await connection.SendPastTlsAsync([.. RecordHead, .. RandomNumberGenerator.GetBytes(600)]);
            await connection.AnswerAsync();
        })),
        new("huge headers", () => RefusedAsync("431", $"POST /mutate HTTP/1.1\r\nHost: x\r\nX: {new string('x', 200_000)}\r\n\r\n")),
        new("endless body", EndlessBodyAsync),
        new("too long body", () => RefusedAsync("413", Post(TooLong, new string(' ', TooLong)))),
        new("no JSON", () => RefusedAsync("400", Post(6, "}{[]:\0"))),
        new("deep nesting", () => RefusedAsync("400", Post(100_000, new string('[', 100_000)))),
        new("no HTTP", () => EachAsync(Many, useTls: true, connection => connection.SendAsync("\0\r\n\r\n\r\n"))),
        new("idle connections", () => HoldAsync(MoreThanConnections, _ => Task.CompletedTask, Hold)),
        new("slow senders", () => HoldAsync(Many * 4, connection => connection.BeginReviewAsync(1000, 1), LongHold)),
        new("another certificate", RotateAsync),
        new("a certificate that is none", SpoilAsync),
        new("a log that nobody reads", StallAsync),
        new("stopped for a while", StopAsync),
    ];

    private static string Post(int length, string body) => $"POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}";

    private async Task EachAsync(int count, bool useTls, Func<RawConnection, Task> act)
    {
        for (var i = 0; i < count; i++)
        {
            await IgnoringTheEndAsync(async () =>
            {
                using var connection = await RawConnection.OpenAsync(server.Port, useTls);
                await act(connection);
            });
        }
    }

    private Task RefusedAsync(string status, string request) => EachAsync(1, useTls: true, async connection =>
    {
        var answer = connection.AnswerAsync();
        await IgnoringTheEndAsync(() => connection.SendAsync(request));
        var told = await answer;
        if (told.Length > 0 && !told.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"it answers {told.Split('\r')[0]}, not {status}");
        }
    });

    private Task EndlessBodyAsync() => EachAsync(1, useTls: true, async connection =>
    {
        await connection.SendAsync("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var answer = connection.AnswerAsync(); !answer.IsCompleted;)
        {
            await connection.SendAsync(chunk);
        }
    });

    private async Task HoldAsync(int count, Func<RawConnection, Task> act, TimeSpan hold)
    {
        var held = new List<RawConnection>();
        for (var i = 0; i < count; i++)
        {
            await IgnoringTheEndAsync(async () =>
            {
                held.Add(await RawConnection.OpenAsync(server.Port, useTls: true));
                await act(held[^1]);
            });
        }

        await Task.Delay(hold);
        held.ForEach(connection => connection.Dispose());
    }

    private async Task RotateAsync()
    {
        using var other = new TestCertificate(folder);
        await Task.Delay(LongHold);
    }

    private async Task SpoilAsync()
    {
        var key = await File.ReadAllTextAsync(certificate.KeyFile);
        await File.WriteAllTextAsync(certificate.KeyFile, key[..(key.Length / 2)]);
        await Task.Delay(LongHold);
        await File.WriteAllTextAsync(certificate.KeyFile, key);
    }

    private async Task StallAsync()
    {
        var (start, before, read) = (Stopwatch.GetTimestamp(), await DroppedLinesAsync(), new TaskCompletionSource());
        server.MayReadOutput = read.Task;
        try
        {
            while (await DroppedLinesAsync() == before)
            {
                if (Stopwatch.GetElapsedTime(start) > LongestStall)
                {
                    throw new TimeoutException("no line of the log is dropped");
                }

                await Task.Delay(Hold);
            }
        }
        finally
        {
            read.SetResult();
        }
    }

    private async Task<string> DroppedLinesAsync()
    {
        using var client = new HttpClient();
        var metrics = await client.GetStringAsync($"http://127.0.0.1:{server.MetricsPort}/metrics");
        return metrics.Split('\n').First(line => line.StartsWith("appmesh_inject_log_lines_dropped_total ", StringComparison.Ordinal));
    }

    private async Task StopAsync()
    {
        server.Signal(Signals.Stop);
        await Task.Delay(Hold);
        server.Signal(Signals.Continue);
    }

    // The other side may close whenever it likes.
    private static async Task IgnoringTheEndAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
