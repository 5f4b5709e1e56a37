using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>Idle connections and slow senders against the injector, and what honest clients notice of them.</summary>
internal sealed class HostileRun(ServerProcess server, int idle, int slow, int requests) : IDisposable
{
    private const double MostMebibytes = 128;
    private const int AtOnce = 32;

    private static readonly TimeSpan BetweenBytes = TimeSpan.FromMilliseconds(200);

    private readonly List<TcpClient> _idle = [];
    private readonly CancellationTokenSource _end = new();

    /// <summary>Runs with the arguments of bench/hostile.</summary>
    public static async Task<int> RunAsync(string binary, IEnumerable<string> arguments)
    {
        var (idle, slow, requests) = (10_000, 100, 500);
        foreach (var pair in arguments.SelectMany(argument => argument.Split('=', 2)).Chunk(2))
        {
            if (pair is not [var name, var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                await Console.Error.WriteLineAsync($"bench/hostile: {string.Join(' ', pair)}: see bench/hostile --help");
                return 2;
            }

            (idle, slow, requests) = name switch
            {
                "--idle" => (number, slow, requests),
                "--slow" => (idle, number, requests),
                _ => (idle, slow, number),
            };
        }

        var folder = Directory.CreateTempSubdirectory("appmesh-inject-hostile-");
        using var certificate = new TestCertificate(folder.FullName);
        using var server = await ServerProcess.StartAsync(new Contestant("injector", Path.GetFullPath(binary), IsFloor: false), certificate);
        using var run = new HostileRun(server, idle, slow, requests);
        var isHeld = await run.RunAsync();
        folder.Delete(recursive: true);
        return isHeld ? 0 : 1;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _idle.ForEach(client => client.Dispose());
    }

    private async Task<bool> RunAsync()
    {
        var before = await AskAsync();
        Report("before", before);
        await Parallel.ForEachAsync(Enumerable.Range(0, idle), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await OpenIdleAsync());
        Console.WriteLine($"{idle} connections opened and left idle: {server.Resident:F1} MiB");
        var senders = Enumerable.Range(0, slow).Select(_ => SendSlowlyAsync()).ToList();
        var during = await AskAsync();
        Report($"with {slow} slow senders", during);
        await _end.CancelAsync();
        await Task.WhenAll(senders);
        return during.All(time => time is not null) && server.MostResident < MostMebibytes;
    }

    private async Task OpenIdleAsync()
    {
        var client = new TcpClient();
        try
        {
            await ConnectAsync(client);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Closed for a newer one before it was through.
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
                await tls.WriteAsync(Encoding.ASCII.GetBytes("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"), _end.Token);
                while (true)
                {
                    await tls.WriteAsync(" "u8.ToArray(), _end.Token);
                    await Task.Delay(BetweenBytes, _end.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // Given up by the server, or told to end.
            }
        }
    }

    private async Task<SslStream> ConnectAsync(TcpClient client)
    {
        await client.ConnectAsync(IPAddress.Loopback, server.Port, _end.Token);
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(Trusting, _end.Token);
        return tls;
    }

    // One after the other, each on a connection of its own. Null stands for a review that was not answered.
    private async Task<List<TimeSpan?>> AskAsync()
    {
        var times = new List<TimeSpan?>();
        for (var i = 0; i < requests; i++)
        {
            using var client = new HttpClient(new SocketsHttpHandler { SslOptions = Trusting });
            using var body = new ByteArrayContent(ReviewCases.SmallPod.Body);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var started = Stopwatch.GetTimestamp();
            try
            {
                using var response = await client.PostAsync($"https://127.0.0.1:{server.Port}/mutate", body);
                times.Add(response.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(started) : null);
            }
            catch (HttpRequestException)
            {
                times.Add(null);
            }
        }

        return times;
    }

    private void Report(string when, List<TimeSpan?> times)
    {
        var answered = times.OfType<TimeSpan>().Order().ToList();
        Console.WriteLine(
            $"{when}: {answered.Count} of {times.Count} honest reviews answered, p50 {answered[answered.Count / 2].TotalMilliseconds:F1} ms, "
            + $"p99 {answered[answered.Count * 99 / 100].TotalMilliseconds:F1} ms; memory {server.Resident:F1} MiB, at most {server.MostResident:F1} MiB");
    }

    private static SslClientAuthenticationOptions Trusting => new() { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, _, _, _) => true };
}
