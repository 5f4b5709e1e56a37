using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The registry of the program's metrics, without the default metrics of the library.</summary>
internal sealed class MetricsRegistry
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    /// <summary>Creates an empty registry.</summary>
    public MetricsRegistry()
    {
        Factory = Metrics.WithCustomRegistry(_registry);

        // The text format has no exemplars, and collecting them adds to the cost of each admission.
        Factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
    }

    /// <summary>Creates metrics in this registry.</summary>
    public MetricFactory Factory { get; }

    /// <summary>Adds an action that runs before each collection, to update gauges.</summary>
    public void BeforeCollection(Action action) => _registry.AddBeforeCollectCallback(action);

    /// <summary>Writes all metrics in the text format of Prometheus.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellation) =>
        _registry.CollectAndExportAsTextAsync(output, cancellation);
}
