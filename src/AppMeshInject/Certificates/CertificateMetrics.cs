using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.Certificates;

/// <summary>The metrics of the serving certificate.</summary>
internal sealed class CertificateMetrics : IMetricSet
{
    private readonly Counter _renewals;
    private readonly Counter _failures;
    private readonly Gauge _inStep;

    public CertificateMetrics(MetricsRegistry metrics, ServingCertificate certificate)
    {
        _renewals = metrics.Factory.CreateCounter("appmesh_inject_certificate_renewals_total", "Sets of certificates that this replica made.");
        _failures = metrics.Factory.CreateCounter("appmesh_inject_certificate_failures_total", "Times that the certificates could not be looked after, because the API server did not answer as it should.");
        _inStep = metrics.Factory.CreateGauge("appmesh_inject_ca_bundle_up_to_date", "1 while the caBundle of the webhook trusts the certificate that is served, 0 while it does not or the webhook has no configuration, NaN where this replica has not looked.");
        _inStep.Set(double.NaN);
        var expiry = metrics.Factory.CreateGauge("appmesh_inject_certificate_expiry_timestamp_seconds", "When the certificate that is served expires, in seconds since the epoch.");
        metrics.BeforeCollection(() => expiry.Set(certificate.NotAfter?.ToUnixTimeSeconds() ?? double.NaN));
    }

    /// <summary>Whether the live bundle trusts the certificate that is served.</summary>
    public bool IsInStep
    {
        set => _inStep.Set(value ? 1 : 0);
    }

    /// <summary>Counts a set of certificates that was made.</summary>
    public void Renewed() => _renewals.Inc();

    /// <summary>Counts a look that failed.</summary>
    public void Failed() => _failures.Inc();
}
