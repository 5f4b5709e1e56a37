using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of the trace export.</summary>
internal sealed class TraceMetrics(MetricsRegistry metrics) : IMetricSet
{
    private readonly Counter _failures = metrics.Factory.CreateCounter(
        "appmesh_inject_trace_export_failures_total",
        "Total number of failed OTLP export requests: no response, or an error response.");

    /// <summary>Counts a failed export request.</summary>
    public void RecordFailure() => _failures.Inc();
}
