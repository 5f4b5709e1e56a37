using AppMeshInject.Health;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Logging;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Hosting;

/// <summary>The metrics of the whole program: version, settings, readiness and log.</summary>
internal sealed class ProgramMetrics : IMetricSet
{
    public ProgramMetrics(MetricsRegistry metrics, InjectorSettings settings, Readiness readiness, LogWriter log)
    {
        var factory = metrics.Factory;
        factory.CreateGauge("appmesh_inject_build_info", "Always 1, labeled by the version of the injector.", "version")
            .WithLabels(InjectorVersion.Informational)
            .Set(1);
        factory.CreateGauge(
                "appmesh_inject_settings_info",
                "Always 1, labeled by the hash of the settings. Replicas with the same settings have the same hash.",
                "hash")
            .WithLabels(settings.Hash)
            .Set(1);
        var ready = factory.CreateGauge("appmesh_inject_ready", "1 if the replica is ready, otherwise 0.");
        var dropped = factory.CreateCounter(
            "appmesh_inject_log_lines_dropped_total",
            "Log lines dropped because standard output was too slow or failed.");
        metrics.BeforeCollection(() =>
        {
            ready.Set(readiness.IsReady ? 1 : 0);
            dropped.IncTo(log.Dropped);
        });
    }
}
