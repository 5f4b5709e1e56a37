using System.Text.Json;

namespace AppMeshInject.Bench;

/// <summary>What wrk tells of a run. Times are microseconds.</summary>
internal sealed record Load(long Requests, long Microseconds, long Failures, double P50, double P99, double P999);

/// <summary>
/// wrk, pinned to its core. It is a closed loop: a connection sends its next request when it has the answer to the last, so the
/// latencies leave out what a request would have waited for in a queue (coordinated omission).
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
        return wrk.ExitCode == 0 && told.StartsWith('{') && JsonSerializer.Deserialize<Load>(told, Options) is { Requests: > 0 } load
            ? load
            : throw new InvalidOperationException($"wrk ended with {wrk.ExitCode}: {output}");
    }
}
