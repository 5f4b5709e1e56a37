namespace AppMeshInject.Bench;

/// <summary>
/// How long each request took. What wrk tells has more in it than the requests that it made: for each that took longer than two of
/// the usual, those are added that would have waited meanwhile, had requests come steadily (coordinated omission).
/// </summary>
/// <remarks>https://github.com/wg/wrk/blob/4.1.0/src/stats.c, stats_correct</remarks>
internal sealed class Latencies
{
    private readonly IReadOnlyList<(long Microseconds, long Count)> _corrected;
    private readonly IReadOnlyList<(long Microseconds, long Count)> _made;

    /// <summary>Takes away what was added.</summary>
    /// <param name="told">What wrk tells: how often each time in microseconds came, the shortest first.</param>
    /// <param name="interval">What it took to be the usual time between two requests of a connection, in microseconds.</param>
    public Latencies(IReadOnlyList<(long Microseconds, long Count)> told, long interval)
    {
        var counts = told.ToDictionary(latency => latency.Microseconds, latency => latency.Count);

        // To each time beyond the interval as many were added as there are, added or not, one interval later.
        _corrected = told;
        _made = [.. told.Select(latency => (latency.Microseconds, latency.Count - (latency.Microseconds > interval ? counts.GetValueOrDefault(latency.Microseconds + interval) : 0)))];
    }

    /// <summary>How many requests were made.</summary>
    public long Count => _made.Sum(latency => latency.Count);

    /// <summary>The time that this part of the requests took at most, in microseconds.</summary>
    public long Percentile(double part) => PercentileOf(_made, part);

    /// <summary>The same with those that were added.</summary>
    public long CorrectedPercentile(double part) => PercentileOf(_corrected, part);

    private static long PercentileOf(IReadOnlyList<(long Microseconds, long Count)> latencies, double part)
    {
        var (below, wanted) = (0L, part * latencies.Sum(latency => latency.Count));
        return latencies.First(latency => (below += latency.Count) >= wanted).Microseconds;
    }
}
