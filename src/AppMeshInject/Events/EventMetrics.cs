using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Events;

/// <summary>The outcome of an attempt to create a Kubernetes Event for a rejected pod.</summary>
internal enum EventOutcome
{
    /// <summary>The Event was created.</summary>
    Created,

    /// <summary>
    /// No Event was created, because the workload got one recently, or the same owner was skipped recently.
    /// </summary>
    Deduplicated,

    /// <summary>No Event was created, because the owner of the pod does not exist or has no owner itself.</summary>
    Skipped,

    /// <summary>No Event was created, because the queue was full.</summary>
    Dropped,

    /// <summary>No Event was created, because a call to the API server failed.</summary>
    Failed,
}

/// <summary>The metrics of Events for rejected pods.</summary>
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

    /// <summary>Counts a rejected pod by the outcome of its Event.</summary>
    public void Count(EventOutcome outcome) => _byOutcome[(int)outcome].Inc();
}
