using AppMeshInject.KubernetesApi;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Certificates;

/// <summary>
/// Serves a certificate once the caBundle has trusted it for so long that every API server knows. Until then the one before is
/// served on, which all of them trust.
/// </summary>
internal sealed partial class CertificateRollout(
    ServingCertificate certificate, CertificateTrustState standing, CertificateMetrics metrics, TimeProvider time, ILogger<CertificateRollout> logger)
{
    // API servers are told of a change by a watch, in well under a second where nothing is wrong.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    private X509Certificate2? _served;
    private X509Certificate2? _trusted;
    private long _trustedSince;
    private bool _isMissing;

    /// <summary>Notes whether the bundle, as it was seen now, trusts the certificate that is to be served.</summary>
    /// <param name="wanted">That certificate.</param>
    /// <param name="bundle">The bundle; null where there is no configuration, and so nobody who asks.</param>
    /// <param name="now">The time by the API server's clock.</param>
    public void Observe(X509Certificate2 wanted, TrustBundle? bundle, DateTimeOffset now)
    {
        if (bundle?.Verifies(wanted, now) is false)
        {
            _trusted = null;
        }
        else if (!wanted.Equals(_trusted))
        {
            (_trusted, _trustedSince) = (wanted, time.GetTimestamp());
        }

        ObserveServed(bundle, now);
    }

    /// <summary>Serves the certificate, if it may be.</summary>
    /// <param name="wanted">The certificate.</param>
    /// <param name="live">The bundle.</param>
    /// <param name="now">The time by the API server's clock.</param>
    /// <returns>Whether it is served and trusted.</returns>
    public bool Serve(X509Certificate2 wanted, LiveBundle? live, DateTimeOffset now)
    {
        var isSettled = _trusted is not null && (live is null || live.Age >= Settling || time.GetElapsedTime(_trustedSince) >= Settling);

        // One that nobody trusts yet is better than none, and than one that has expired.
        var isUrgent = _served is null || new DateTimeOffset(_served.NotAfter) <= now;
        if (!wanted.Equals(_served) && (isSettled || isUrgent))
        {
            certificate.Serve([wanted]);
            _served = wanted;
            Log.Serving(logger, wanted.SerialNumber, wanted.NotAfter.ToUniversalTime());
        }

        if (isSettled)
        {
            standing.Establish();
        }

        return isSettled;
    }

    private void ObserveServed(TrustBundle? bundle, DateTimeOffset now)
    {
        if (bundle is null && !_isMissing)
        {
            Log.NoConfiguration(logger, InstalledNames.Injector, InstalledNames.Webhook);
        }

        _isMissing = bundle is null;
        if (_served is null)
        {
            return;
        }

        var isInStep = bundle?.Verifies(_served, now) ?? false;
        metrics.IsInStep = isInStep;
        if (!isInStep && bundle is not null)
        {
            Log.OutOfStep(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "serves certificate {SerialNumber} from now on, valid until {NotAfter:u}")]
        public static partial void Serving(ILogger logger, string serialNumber, DateTime notAfter);

        [LoggerMessage(LogLevel.Warning, "there is no MutatingWebhookConfiguration {Configuration} with a webhook {Webhook}: no pod is injected until it is applied again")]
        public static partial void NoConfiguration(ILogger logger, string configuration, string webhook);

        [LoggerMessage(LogLevel.Warning, "the caBundle of the webhook does not trust the certificate that is served; it is mended")]
        public static partial void OutOfStep(ILogger logger);
    }
}
