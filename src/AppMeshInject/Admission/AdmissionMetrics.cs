using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Admission;

/// <summary>The metrics of admissions. Every one is there from the start, so that a rate over it is right from the first admission on.</summary>
internal sealed class AdmissionMetrics : IMetricSet
{
    // From 50 µs, which is what an admission takes, to the 5 s after which the API server gives up.
    private static readonly double[] Durations = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    private static readonly double[] Sizes = Histogram.ExponentialBuckets(start: 1024, factor: 4, count: 7);

    private static readonly AdmissionOperation[] Operations = Enum.GetValues<AdmissionOperation>();

    private readonly Counter.Child?[] _admissions;
    private readonly Counter.Child[] _warnings;
    private readonly Histogram _duration;
    private readonly Histogram _requestSize;
    private readonly Histogram _responseSize;

    public AdmissionMetrics(MetricsRegistry metrics, AdmissionLimiter gate)
    {
        var admissions = metrics.Factory.CreateCounter(
            "appmesh_inject_admissions_total", "Admission requests, by the reason of their outcome and by operation. Those that were shed have the reason Overloaded.", "reason", "operation");
        _admissions =
        [
            .. from reason in Enum.GetValues<Reason>()
               from operation in Operations
               select MayHave(reason, operation) ? admissions.WithLabels(reason.Code, operation.Name) : null,
        ];
        var warnings = metrics.Factory.CreateCounter("appmesh_inject_warnings_total", "Warnings that were given to whoever created a pod, by what they are about.", "kind");
        _warnings = [.. Enum.GetValues<WarningKind>().Select(kind => warnings.WithLabels(kind.Code))];

        _duration = metrics.Factory.CreateHistogram(
            "appmesh_inject_admission_duration_seconds", "How long admissions took, from the head of the request until the answer was there, the arrival of the body included.", new HistogramConfiguration { Buckets = Durations });
        _requestSize = metrics.Factory.CreateHistogram("appmesh_inject_request_size_bytes", "How long the bodies of admission requests were.", new HistogramConfiguration { Buckets = Sizes });
        _responseSize = metrics.Factory.CreateHistogram("appmesh_inject_response_size_bytes", "How long the bodies of their answers were.", new HistogramConfiguration { Buckets = Sizes });

        var inProgress = metrics.Factory.CreateGauge("appmesh_inject_admissions_in_progress", "Admission requests that are in progress.");
        metrics.Factory.CreateGauge("appmesh_inject_admissions_in_progress_limit", "How many may be (max-admissions); those beyond are shed.").Set(gate.MaxConcurrent);
        metrics.BeforeCollection(() => inProgress.Set(gate.InProgress));
    }

    /// <summary>Counts an admission.</summary>
    public void Count(in AdmissionRecord admission)
    {
        _admissions[((int)admission.Reason * Operations.Length) + (int)admission.Operation]!.Inc();
        _duration.Observe(admission.Duration.TotalSeconds);
        _requestSize.Observe(admission.RequestBytes);
        _responseSize.Observe(admission.ResponseBytes);
        for (var i = 0; i < admission.Decision.Warnings.Count; i++)
        {
            _warnings[(int)admission.Decision.Warnings[i].Kind].Inc();
        }
    }

    // What is no creation of a pod may be anything, and of what is no review nothing is known.
    private static bool MayHave(Reason reason, AdmissionOperation operation) => reason switch
    {
        Reason.NotAPodCreation => true,
        Reason.BadRequest or Reason.Overloaded => operation == AdmissionOperation.Other,
        _ => operation == AdmissionOperation.Create,
    };
}
