using AppMeshInject.Injection.Decisions;
using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of admissions.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Counter.Child[] _byReason;

    public AdmissionMetrics(MetricsRegistry metrics)
    {
        var admissions = metrics.Factory.CreateCounter("appmesh_inject_admissions_total", "Admission requests, by the reason of their outcome.", "reason");

        // Each reason is there from the start, so that a rate over it is right from the first one on.
        _byReason = [.. Enum.GetValues<Reason>().Select(reason => admissions.WithLabels(reason.Code))];
    }

    /// <summary>Counts an admission.</summary>
    public void Count(Reason reason) => _byReason[(int)reason].Inc();
}
