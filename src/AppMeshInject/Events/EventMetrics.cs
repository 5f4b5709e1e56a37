using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Events;

/// <summary>The outcome of an event.</summary>
internal enum EventOutcome
{
    /// <summary>The event was created.</summary>
    Created,

    /// <summary>The same workload got an event recently, or the same owner was skipped recently.</summary>
    Deduplicated,

    /// <summary>The owner of the pod does not exist, or has no owner itself.</summary>
    Skipped,

    /// <summary>The queue was full.</summary>
    Dropped,

    /// <summary>A call to the API server failed.</summary>
    Failed,
}

/// <summary>The metrics of events.</summary>
internal sealed class EventMetrics : IMetricSet
{
    private readonly Counter.Child[] _byOutcome;

    public EventMetrics(MetricsRegistry metrics)
    {
        var events = metrics.Factory.CreateCounter(
            "appmesh_inject_events_total",
            "Events for rejected pods of Deployments and CronJobs by outcome.",
            "outcome");
        _byOutcome = [.. Enum.GetNames<EventOutcome>().Select(outcome => events.WithLabels(outcome))];
    }

    /// <summary>Counts an event.</summary>
    public void Count(EventOutcome outcome) => _byOutcome[(int)outcome].Inc();
}
