using System.Globalization;
using System.Net;
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
        return during.All(asked => asked.IsAnswered) && server.MostResident < MostMebibytes;
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
        await tls.AuthenticateAsClientAsync(HonestClient.Trusting, _end.Token);
        return tls;
    }

    // One after the other, each on a connection of its own.
    private async Task<List<Asked>> AskAsync()
    {
        var all = new List<Asked>();
        for (var i = 0; i < requests; i++)
        {
            using var client = new HonestClient(server.Port);
            all.Add(await client.AskAsync(ReviewCases.SmallPod.Body));
        }

        return all;
    }

    private void Report(string when, List<Asked> all)
    {
        var times = all.Select(asked => asked.Time.TotalMilliseconds).Order().ToList();
        Console.WriteLine(
            $"{when}: of {all.Count} honest reviews {all.Count(asked => asked is { IsAnswered: true, Tries: 1 })} answered at the first try, "
            + $"{all.Count(asked => asked.IsAnswered)} at last, p50 {times[times.Count / 2]:F1} ms, p99 {times[times.Count * 99 / 100]:F1} ms; "
            + $"memory {server.Resident:F1} MiB, at most {server.MostResident:F1} MiB");
    }
}
