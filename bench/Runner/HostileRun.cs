using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>
/// Attacks the injector with idle connections and slow senders, and measures legitimate reviews meanwhile.
/// </summary>
internal sealed class HostileRun(ServerProcess server, HostileOptions options) : IDisposable
{
    private const double MaxMebibytes = 128;
    private const int ConcurrentConnects = 32;

    private static readonly TimeSpan ByteInterval = TimeSpan.FromMilliseconds(200);

    private static readonly byte[] SlowRequestHead = Encoding.ASCII.GetBytes(
        "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");

    private readonly List<TcpClient> _idle = [];
    private readonly CancellationTokenSource _end = new();

    /// <summary>Runs bench/hostile.</summary>
    /// <param name="binary">The path of the injector's native binary.</param>
    /// <param name="arguments">The arguments of bench/hostile.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string binary, IEnumerable<string> arguments)
    {
        if (HostileOptions.Parse(arguments, out var error) is not { } options)
        {
            await Console.Error.WriteLineAsync($"bench/hostile: {error}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("appmesh-inject-hostile-");
        using var certificate = new TestCertificate(folder.FullName);
        using var server = await ServerProcess.StartAsync(BenchServer.CreateInjector(binary), certificate);
        using var run = new HostileRun(server, options);
        var hasPassed = await run.RunAsync();
        folder.Delete(recursive: true);
        return hasPassed ? 0 : 1;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _idle.ForEach(client => client.Dispose());
    }

    private async Task<bool> RunAsync()
    {
        Report("before the attack", await SendReviewsAsync());
        await OpenIdleConnectionsAsync();
        Console.WriteLine($"after {options.Idle} idle connections: memory {server.ResidentMemory:F1} MiB");
        var senders = Enumerable.Range(0, options.Slow).Select(_ => SendSlowlyAsync()).ToList();
        var during = await SendReviewsAsync();
        Report($"with {options.Slow} slow senders", during);
        await _end.CancelAsync();
        await Task.WhenAll(senders);

        var hasPassed = during.All(result => result.IsSuccess) && server.PeakResidentMemory < MaxMebibytes;
        Console.WriteLine(hasPassed ? "passed" : "failed");
        return hasPassed;
    }

    private Task OpenIdleConnectionsAsync() => Parallel.ForEachAsync(
        Enumerable.Range(0, options.Idle),
        new ParallelOptions { MaxDegreeOfParallelism = ConcurrentConnects },
        async (_, _) => await OpenIdleConnectionAsync());

    private async Task OpenIdleConnectionAsync()
    {
        var client = new TcpClient();
        try
        {
            await ConnectAsync(client);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The injector closed the connection during the handshake to admit a newer one.
        }

        lock (_idle)
        {
            _idle.Add(client);
        }
    }

    private async Task SendSlowlyAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await using var tls = await ConnectAsync(client);
                await tls.WriteAsync(SlowRequestHead, _end.Token);
                while (true)
                {
                    await tls.WriteAsync(" "u8.ToArray(), _end.Token);
                    await Task.Delay(ByteInterval, _end.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // The injector closed the connection, or the run ends.
            }
        }
    }

    private async Task<SslStream> ConnectAsync(TcpClient client)
    {
        await client.ConnectAsync(IPAddress.Loopback, server.Port, _end.Token);
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(ReviewClient.UnverifiedTls, _end.Token);
        return tls;
    }

    // Sequentially, each on a new connection.
    private async Task<List<ReviewResult>> SendReviewsAsync()
    {
        var results = new List<ReviewResult>();
        for (var i = 0; i < options.Requests; i++)
        {
            using var client = new ReviewClient(server.Port);
            results.Add(await client.ReviewAsync(ReviewCases.SmallPod.Body));
        }

        return results;
    }

    private void Report(string phase, List<ReviewResult> results)
    {
        var times = results.Select(result => result.Duration.TotalMilliseconds).Order().ToList();
        var first = results.Count(result => result is { IsSuccess: true, Attempts: 1 });
        var succeeded = results.Count(result => result.IsSuccess);
        Console.WriteLine(
            $"{phase}: {succeeded} of {results.Count} legitimate reviews succeeded, {first} at the first attempt; "
            + $"p50 {times[times.Count / 2]:F1} ms, p99 {times[times.Count * 99 / 100]:F1} ms; "
            + $"memory {server.ResidentMemory:F1} MiB, peak {server.PeakResidentMemory:F1} MiB");
    }
}
