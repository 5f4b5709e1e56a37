using System.Text.Json;

namespace AppMeshInject.Bench;

/// <summary>What wrk did in a run.</summary>
internal sealed record Load(long Requests, TimeSpan Time, long Failures, Latencies Latencies);

/// <summary>
/// wrk, pinned to its core. It is a closed loop: a connection sends its next request when it has the answer to the last.
/// </summary>
internal static class LoadGenerator
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static async Task<Load> RunAsync(ReviewCase review, int port, int connections, TimeSpan time, string folder)
    {
        var body = Path.Combine(folder, review.Name);
        await File.WriteAllBytesAsync(body, review.Body);
        string[] command =
        [
            "wrk", "--threads", "1", "--connections", $"{connections}", "--duration", $"{time.TotalSeconds}s", "--timeout", "10s",
            "--script", Path.Combine(AppContext.BaseDirectory, "post.lua"), $"https://127.0.0.1:{port}/mutate", "--", body,
        ];
        if (review.ConnectsEachTime)
        {
            command = [.. command, "close"];
        }

        using var wrk = Pinned.Start(Pinned.ClientCore, command);
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var told = output.TrimEnd().Split('\n')[^1];
        return wrk.ExitCode == 0 && told.StartsWith('{') && JsonSerializer.Deserialize<Told>(told, Options) is { Requests: > 0 } load
            ? Read(load, connections)
            : throw new InvalidOperationException($"wrk ended with {wrk.ExitCode}: {output}");
    }

    private static Load Read(Told told, int connections)
    {
        var interval = told.Requests >= connections ? told.Microseconds / (told.Requests / connections) : long.MaxValue;
        var latencies = new Latencies([.. told.Latencies.Select(latency => (latency[0], latency[1]))], interval);
        return latencies.Count == told.Requests || told.Failures > 0
            ? new Load(told.Requests, TimeSpan.FromMicroseconds(told.Microseconds), told.Failures, latencies)
            : throw new InvalidOperationException($"wrk made {told.Requests} requests and tells of {latencies.Count}: it does not correct its latencies as 4.1 does");
    }

    private sealed record Told(long Requests, long Microseconds, long Failures, long[][] Latencies);
}
