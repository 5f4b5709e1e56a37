using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Certificates;

/// <summary>The metrics of the serving certificate.</summary>
internal sealed class CertificateMetrics : IMetricSet
{
    private readonly Counter _renewals;
    private readonly Counter _failures;
    private readonly Gauge _caBundleUpToDate;

    public CertificateMetrics(MetricsRegistry metrics, ServingCertificate certificate)
    {
        _renewals = metrics.Factory.CreateCounter(
            "appmesh_inject_certificate_renewals_total",
            "Total number of certificate renewals that this replica wrote to the Secret.");
        _failures = metrics.Factory.CreateCounter(
            "appmesh_inject_certificate_failures_total",
            "Total number of failed attempts to check or renew the certificates.");
        _caBundleUpToDate = metrics.Factory.CreateGauge(
            "appmesh_inject_ca_bundle_up_to_date",
            "1 if the caBundle of the webhook trusts the certificate that this replica serves, 0 if it does not or "
            + "does not exist, NaN if this replica has not checked it.");
        _caBundleUpToDate.Set(double.NaN);
        var expiry = metrics.Factory.CreateGauge(
            "appmesh_inject_certificate_expiry_timestamp_seconds",
            "Expiry of the certificate that this replica serves, in seconds since the Unix epoch.");
        metrics.BeforeCollection(() => expiry.Set(certificate.NotAfter?.ToUnixTimeSeconds() ?? double.NaN));
    }

    /// <summary>Sets whether the caBundle of the webhook trusts the served certificate.</summary>
    public bool IsCaBundleUpToDate
    {
        set => _caBundleUpToDate.Set(value ? 1 : 0);
    }

    /// <summary>Counts a renewal that was written to the Secret.</summary>
    public void RecordRenewal() => _renewals.Inc();

    /// <summary>Counts a failed attempt to check or renew the certificates.</summary>
    public void RecordFailure() => _failures.Inc();
}
