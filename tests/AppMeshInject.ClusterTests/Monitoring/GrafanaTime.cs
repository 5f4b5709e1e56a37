namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>The time that a dashboard shows, and what Grafana makes of it in a query.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="ScrapeInterval">How often a Prometheus asks the replicas, as its data source in Grafana says.</param>
internal sealed record GrafanaTime(DateTimeOffset From, DateTimeOffset To, TimeSpan ScrapeInterval)
{
    // About what Grafana takes for panels that are half a screen wide.
    private const int MostPoints = 500;

    /// <summary>$__interval, which is also the step of a query.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Max(Math.Ceiling((To - From).TotalSeconds / MostPoints), ScrapeInterval.TotalSeconds));

    /// <summary>The time of the first value, so that the last one is of the end.</summary>
    public DateTimeOffset First => To - (Interval * Math.Floor((To - From) / Interval));

    /// <summary>A query with $__rate_interval filled in, <see href="https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/"/>.</summary>
    public string FillIn(string query)
    {
        var rate = Math.Max((Interval + ScrapeInterval).TotalSeconds, 4 * ScrapeInterval.TotalSeconds);
        return query.Replace("$__rate_interval", $"{rate}s", StringComparison.Ordinal);
    }
}
