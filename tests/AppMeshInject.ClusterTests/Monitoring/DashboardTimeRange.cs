namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>The time range of a dashboard, and the query variables that Grafana derives from it.</summary>
/// <param name="From">The start of the range.</param>
/// <param name="To">The end of the range.</param>
/// <param name="ScrapeInterval">The scrape interval that is configured for the data source.</param>
internal sealed record DashboardTimeRange(DateTimeOffset From, DateTimeOffset To, TimeSpan ScrapeInterval)
{
    // The approximate value that Grafana uses for panels of half the screen width.
    private const int MaxDataPoints = 500;

    /// <summary>Gets <c>$__interval</c>, which is also the step of the query.</summary>
    public TimeSpan Interval
    {
        get
        {
            var seconds = Math.Ceiling((To - From).TotalSeconds / MaxDataPoints);
            return TimeSpan.FromSeconds(Math.Max(seconds, ScrapeInterval.TotalSeconds));
        }
    }

    /// <summary>
    /// Gets the time of the first value. It is chosen so that the last value is at the end of the range.
    /// </summary>
    public DateTimeOffset First => To - (Interval * Math.Floor((To - From) / Interval));

    /// <summary>
    /// Replaces <c>$__rate_interval</c> in a query as Grafana does:
    /// <see href="https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/"/>.
    /// </summary>
    public string ReplaceVariables(string query)
    {
        var rate = Math.Max((Interval + ScrapeInterval).TotalSeconds, 4 * ScrapeInterval.TotalSeconds);
        return query.Replace("$__rate_interval", $"{rate}s", StringComparison.Ordinal);
    }
}
