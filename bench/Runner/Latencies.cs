namespace AppMeshInject.Bench;

/// <summary>The latencies of a load, without and with wrk's correction for coordinated omission.</summary>
/// <remarks>
/// wrk corrects its histogram before it reports it: for each latency longer than two expected intervals, it adds the
/// requests that a constant-rate client would have sent meanwhile. This class removes the added entries.
/// https://github.com/wg/wrk/blob/4.1.0/src/stats.c, stats_correct
/// </remarks>
internal sealed class Latencies
{
    private readonly IReadOnlyList<(long Microseconds, long Count)> _corrected;
    private readonly IReadOnlyList<(long Microseconds, long Count)> _actual;

    /// <summary>Creates the latencies from wrk's histogram.</summary>
    /// <param name="corrected">The corrected histogram, ordered by latency.</param>
    /// <param name="interval">
    /// The expected interval in microseconds between two requests on one connection, as wrk computes it.
    /// </param>
    public Latencies(IReadOnlyList<(long Microseconds, long Count)> corrected, long interval)
    {
        _corrected = corrected;
        var counts = corrected.ToDictionary(entry => entry.Microseconds, entry => entry.Count);
        _actual = [.. corrected.Select(entry => (entry.Microseconds, entry.Count - CountAdded(entry.Microseconds)))];

        // For each latency above one interval, wrk added an entry for every entry that is one interval longer, whether
        // that entry is a request or was itself added.
        long CountAdded(long latency) => latency > interval ? counts.GetValueOrDefault(latency + interval) : 0;
    }

    /// <summary>Gets the number of requests sent.</summary>
    public long Count => _actual.Sum(entry => entry.Count);

    /// <summary>Gets a percentile of the requests sent, in microseconds.</summary>
    /// <param name="quantile">The quantile, from 0 to 1.</param>
    public long GetPercentile(double quantile) => GetPercentile(_actual, quantile);

    /// <summary>Gets a percentile as wrk reports it, in microseconds.</summary>
    /// <param name="quantile">The quantile, from 0 to 1.</param>
    public long GetCorrectedPercentile(double quantile) => GetPercentile(_corrected, quantile);

    private static long GetPercentile(IReadOnlyList<(long Microseconds, long Count)> histogram, double quantile)
    {
        var (sum, rank) = (0L, quantile * histogram.Sum(entry => entry.Count));
        return histogram.First(entry => (sum += entry.Count) >= rank).Microseconds;
    }
}
