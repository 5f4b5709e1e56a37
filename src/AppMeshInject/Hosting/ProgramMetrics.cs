
using AppMeshInject.Health;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Logging;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Hosting;

/// <summary>The metrics of the program as a whole: which it is, how it is set, and how it fares.</summary>
internal sealed class ProgramMetrics : IMetricSet
{
    public ProgramMetrics(MetricsRegistry metrics, InjectorSettings settings, Readiness readiness, LogWriter log)
    {
        metrics.Factory.CreateGauge("appmesh_inject_build_info", "1, by the version of the program.", "version").WithLabels(InjectorVersion.Informational).Set(1);
        metrics.Factory.CreateGauge("appmesh_inject_settings_info", "1, by the hash of the settings: replicas of the same settings have the same.", "hash").WithLabels(settings.Hash).Set(1);
        var ready = metrics.Factory.CreateGauge("appmesh_inject_ready", "1 while the replica is ready.");
        var dropped = metrics.Factory.CreateCounter("appmesh_inject_log_lines_dropped_total", "Lines of the log that were dropped, because nobody read them in time or they could not be written.");
        metrics.BeforeCollection(() =>
        {
            ready.Set(readiness.IsReady ? 1 : 0);
            dropped.IncTo(log.Dropped);
        });
    }
}
