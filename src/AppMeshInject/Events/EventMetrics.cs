using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Events;

/// <summary>What became of an event.</summary>
internal enum EventOutcome
{
    /// <summary>It was written.</summary>
    Written,

    /// <summary>One of the same workload was written a short while ago, or found not to be needed for the same owner.</summary>
    Repeated,

    /// <summary>The owner of the pod has none of its own, or is gone.</summary>
    NotNeeded,

    /// <summary>Too many were waiting.</summary>
    Dropped,

    /// <summary>The API server did not answer as it should.</summary>
    Failed,
}

/// <summary>The metrics of events.</summary>
internal sealed class EventMetrics : IMetricSet
{
    private readonly Counter.Child[] _byOutcome;

    public EventMetrics(MetricsRegistry metrics)
    {
        var events = metrics.Factory.CreateCounter("appmesh_inject_events_total", "Events about refused pods of Deployments and CronJobs, by what became of them.", "outcome");
        _byOutcome = [.. Enum.GetNames<EventOutcome>().Select(outcome => events.WithLabels(outcome))];
    }

    /// <summary>Counts an event.</summary>
    public void Count(EventOutcome outcome) => _byOutcome[(int)outcome].Inc();
}
