using System.Text.Json;

namespace AppMeshInject.Bench;

/// <summary>The result of one run of wrk.</summary>
/// <param name="Requests">The number of completed requests.</param>
/// <param name="Time">The duration of the run.</param>
/// <param name="Failures">The number of connection errors, timeouts, and responses with an error status.</param>
/// <param name="Latencies">The latencies of the requests.</param>
internal sealed record LoadResult(long Requests, TimeSpan Time, long Failures, Latencies Latencies);

/// <summary>
/// Runs wrk, pinned to its own core. wrk is a closed-loop client: a connection sends its next request after
/// the response to the previous one.
/// </summary>
internal static class LoadGenerator
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Sends one review repeatedly.</summary>
    /// <param name="review">The review.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="connections">The number of connections.</param>
    /// <param name="time">The duration, in whole seconds.</param>
    /// <param name="folder">A temporary folder for the request body.</param>
    public static async Task<LoadResult> RunAsync(
        ReviewCase review, int port, int connections, TimeSpan time, string folder)
    {
        var body = Path.Combine(folder, review.Name);
        await File.WriteAllBytesAsync(body, review.Body);
        string[] command =
        [
            "wrk", "--threads", "1", "--connections", $"{connections}", "--duration", $"{time.TotalSeconds}s",
            "--timeout", "10s", "--script", Path.Combine(AppContext.BaseDirectory, "post.lua"),
            $"https://127.0.0.1:{port}/mutate", "--", body,
        ];
        if (review.UsesNewConnections)
        {
            command = [.. command, "close"];
        }

        using var wrk = PinnedProcess.Start(PinnedProcess.ClientCore, command);
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var lastLine = output.TrimEnd().Split('\n')[^1];
        return wrk.ExitCode == 0 && Parse(lastLine) is { Requests: > 0 } summary
            ? CreateResult(summary, connections)
            : throw new InvalidOperationException($"wrk: failed with exit code {wrk.ExitCode}: {output}");
    }

    // The line that post.lua writes.
    private static WrkSummary? Parse(string line) =>
        line.StartsWith('{') ? JsonSerializer.Deserialize<WrkSummary>(line, Options) : null;

    private static LoadResult CreateResult(WrkSummary summary, int connections)
    {
        var interval = summary.Requests >= connections
            ? summary.Microseconds / (summary.Requests / connections)
            : long.MaxValue;
        var latencies = new Latencies([.. summary.Latencies.Select(entry => (entry[0], entry[1]))], interval);
        return latencies.Count == summary.Requests || summary.Failures > 0
            ? new LoadResult(
                summary.Requests, TimeSpan.FromMicroseconds(summary.Microseconds), summary.Failures, latencies)
            : throw new InvalidOperationException(
                $"wrk: {summary.Requests} requests, but {latencies.Count} latencies; use wrk 4.1");
    }

    private sealed record WrkSummary(long Requests, long Microseconds, long Failures, long[][] Latencies);
}
