using System.Security.Cryptography.X509Certificates;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>
/// Switches to a new certificate when the caBundle has trusted it long enough for every API server to have received
/// that caBundle. Until then, it keeps serving the previous certificate, which all API servers trust.
/// </summary>
internal sealed partial class CertificateRollout(
    ServingCertificate servingCertificate,
    CertificateTrustState trustState,
    CertificateMetrics metrics,
    TimeProvider time,
    ILogger<CertificateRollout> logger)
{
    // API servers receive a change of the webhook configuration by a watch, normally in less than a second.
    private static readonly TimeSpan PropagationTime = TimeSpan.FromSeconds(8);

    private X509Certificate2? _served;
    private X509Certificate2? _trusted;
    private long _trustedSince;
    private bool _isConfigurationMissing;

    /// <summary>Records whether the caBundle that was just read trusts the certificate to serve next.</summary>
    /// <param name="next">The certificate to serve next.</param>
    /// <param name="bundle">
    /// The caBundle; null if there is no webhook configuration, and thus no API server calls the webhook.
    /// </param>
    /// <param name="now">The time of the API server.</param>
    public void RecordTrust(X509Certificate2 next, CaBundle? bundle, DateTimeOffset now)
    {
        if (bundle?.Trusts(next, now) is false)
        {
            _trusted = null;
        }
        else if (!next.Equals(_trusted))
        {
            (_trusted, _trustedSince) = (next, time.GetTimestamp());
        }

        RecordTrustInServed(bundle, now);
    }

    /// <summary>Serves a certificate if all API servers trust it, or if no valid certificate is served.</summary>
    /// <param name="next">The certificate to serve next.</param>
    /// <param name="installed">The installed caBundle; null if there is no webhook configuration.</param>
    /// <param name="now">The time of the API server.</param>
    /// <returns>True if the certificate is served and all API servers trust it.</returns>
    public bool ServeWhenTrusted(X509Certificate2 next, InstalledCaBundle? installed, DateTimeOffset now)
    {
        var isTrusted = _trusted is not null
            && (installed is null
                || installed.Age >= PropagationTime
                || time.GetElapsedTime(_trustedSince) >= PropagationTime);

        // An untrusted certificate is better than none or an expired one.
        var isUrgent = _served is null || new DateTimeOffset(_served.NotAfter) <= now;
        if (!next.Equals(_served) && (isTrusted || isUrgent))
        {
            servingCertificate.Serve([next]);
            _served = next;
            Log.Serving(logger, next.SerialNumber, next.NotAfter.ToUniversalTime());
        }

        if (isTrusted)
        {
            trustState.Establish();
        }

        return isTrusted;
    }

    private void RecordTrustInServed(CaBundle? bundle, DateTimeOffset now)
    {
        if (bundle is null && !_isConfigurationMissing)
        {
            Log.ConfigurationMissing(logger, InstalledNames.Injector, InstalledNames.Webhook);
        }

        _isConfigurationMissing = bundle is null;
        if (_served is null)
        {
            return;
        }

        var isUpToDate = bundle?.Trusts(_served, now) ?? false;
        metrics.IsCaBundleUpToDate = isUpToDate;
        if (!isUpToDate && bundle is not null)
        {
            Log.CaBundleOutdated(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Now serving certificate {SerialNumber}, valid until {NotAfter:u}.")]
        public static partial void Serving(ILogger logger, string serialNumber, DateTime notAfter);

        [LoggerMessage(
            LogLevel.Warning,
            "Pods are not injected, because the MutatingWebhookConfiguration {Configuration} with the webhook "
            + "{Webhook} does not exist. Apply it again.")]
        public static partial void ConfigurationMissing(ILogger logger, string configuration, string webhook);

        [LoggerMessage(
            LogLevel.Warning, "The caBundle of the webhook does not trust the served certificate and will be updated.")]
        public static partial void CaBundleOutdated(ILogger logger);
    }
}
