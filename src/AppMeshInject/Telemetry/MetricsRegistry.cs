using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of this program, without those that the library would add by itself.</summary>
internal sealed class MetricsRegistry
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    // The text format has no exemplars, and to collect them would cost each admission.
    public MetricsRegistry()
    {
        Factory = Metrics.WithCustomRegistry(_registry);
        Factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
    }

    /// <summary>Makes metrics.</summary>
    public MetricFactory Factory { get; }

    /// <summary>Does something before the metrics are read, each time.</summary>
    public void BeforeCollection(Action action) => _registry.AddBeforeCollectCallback(action);

    /// <summary>Writes all of them in Prometheus' text format.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellation) => _registry.CollectAndExportAsTextAsync(output, cancellation);
}
