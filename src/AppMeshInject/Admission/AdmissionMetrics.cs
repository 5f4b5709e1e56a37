using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Admission;

/// <summary>
/// The metrics of admissions. Every series exists from the start, so that rate() includes the first admission.
/// </summary>
internal sealed class AdmissionMetrics : IMetricSet
{
    // In seconds: from 50 µs, a typical admission, to 5 s, the timeout of the webhook.
    private static readonly double[] DurationBuckets =
        [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    // In bytes: from 1 KiB to 4 MiB.
    private static readonly double[] SizeBuckets = Histogram.ExponentialBuckets(start: 1024, factor: 4, count: 7);

    private static readonly AdmissionOperation[] Operations = Enum.GetValues<AdmissionOperation>();

    private readonly Counter.Child?[] _admissions;
    private readonly Counter.Child[] _warnings;
    private readonly Histogram _duration;
    private readonly Histogram _requestSize;
    private readonly Histogram _responseSize;

    public AdmissionMetrics(MetricsRegistry metrics, AdmissionLimiter limiter)
    {
        var factory = metrics.Factory;
        var admissions = factory.CreateCounter(
            "appmesh_inject_admissions_total",
            "Admission requests by reason and operation. Rejected because of overload: reason Overloaded.",
            "reason",
            "operation");
        _admissions =
        [
            .. from reason in Enum.GetValues<Reason>()
               from operation in Operations
               select CanHaveOperation(reason, operation) ? admissions.WithLabels(reason.Code, operation.Name) : null,
        ];
        var warnings = factory.CreateCounter(
            "appmesh_inject_warnings_total", "Warnings returned to clients that create pods, by kind.", "kind");
        _warnings = [.. Enum.GetValues<WarningKind>().Select(kind => warnings.WithLabels(kind.Code))];

        _duration = factory.CreateHistogram(
            "appmesh_inject_admission_duration_seconds",
            "Time from the headers of an admission request to its complete response, including the body.",
            new HistogramConfiguration { Buckets = DurationBuckets });
        _requestSize = factory.CreateHistogram(
            "appmesh_inject_request_size_bytes",
            "Size of the bodies of admission requests.",
            new HistogramConfiguration { Buckets = SizeBuckets });
        _responseSize = factory.CreateHistogram(
            "appmesh_inject_response_size_bytes",
            "Size of the bodies of admission responses.",
            new HistogramConfiguration { Buckets = SizeBuckets });

        var inProgress = factory.CreateGauge(
            "appmesh_inject_admissions_in_progress", "Admission requests in progress.");
        var limit = factory.CreateGauge(
            "appmesh_inject_admissions_in_progress_limit",
            "Maximum number of admission requests in progress (max-admissions). Requests above it are rejected.");
        limit.Set(limiter.MaxConcurrent);
        metrics.BeforeCollection(() => inProgress.Set(limiter.InProgress));
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

    // Requests other than pod creations can have any operation. The operation of a request without a valid review is
    // unknown. All other reasons apply to pod creations only.
    private static bool CanHaveOperation(Reason reason, AdmissionOperation operation) => reason switch
    {
        Reason.NotAPodCreation => true,
        Reason.BadRequest or Reason.Overloaded => operation == AdmissionOperation.Other,
        _ => operation == AdmissionOperation.Create,
    };
}
