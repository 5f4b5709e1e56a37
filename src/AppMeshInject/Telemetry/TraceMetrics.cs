using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of the traces that are sent.</summary>
internal sealed class TraceMetrics(MetricsRegistry metrics) : IMetricSet
{
    private readonly Counter _failures = metrics.Factory.CreateCounter(
        "appmesh_inject_trace_export_failures_total", "Tries to send spans by OTLP that failed: there was no answer, or one other than success.");

    /// <summary>Counts a try that failed.</summary>
    public void Failed() => _failures.Inc();
}
