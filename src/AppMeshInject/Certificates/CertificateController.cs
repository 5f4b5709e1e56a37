using System.Security.Cryptography.X509Certificates;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>
/// Manages the certificate of the webhook in the background. It periodically checks that the Secret has valid
/// certificates and that the caBundle trusts them, renews and updates them, and serves a new certificate only when
/// every API server trusts its CA.
/// </summary>
internal sealed partial class CertificateController(
    CertificateControllerOptions options,
    CertificateRollout rollout,
    CertificateMetrics metrics,
    ApiServerMetrics calls,
    TimeProvider time,
    ILogger<CertificateController> logger)
    : BackgroundService
{
    private static readonly TimeSpan MaxPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);
    private const int MaxRetryDoublings = 5;

    private CertificateSet _last = CertificateSet.Empty;
    private string _lastProblem = "";

    // Checks a certificate with a short validity often enough to renew it in time.
    private TimeSpan Period =>
        options.Policy.ServingValidity / 12 is var period && period < MaxPeriod ? period : MaxPeriod;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = RetryPeriod;
            try
            {
                delay = await ReconcileAsync(stoppingToken) ? Period : RetryPeriod;
                failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Admission continues after any failure, and the next attempt can succeed.
                delay *= 1 << Math.Min(failures++, MaxRetryDoublings);
                metrics.RecordFailure();
                Log.Failed(logger, (int)delay.TotalSeconds, exception.GetBaseException().Message);
            }

            // Jitter, so that the replicas do not call the API server at the same time.
            await Task.Delay(delay * (0.75 + (Random.Shared.NextDouble() / 4)), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Checks the certificates once, and renews or updates them if necessary.</summary>
    /// <returns>True if nothing is left to do; false if the next check must follow soon.</returns>
    internal async Task<bool> ReconcileAsync(CancellationToken cancellation)
    {
        // Creates a client each time, because the CA of the API server can change.
        using var client = options.Cluster.CreateClient(calls);
        var (secrets, bundles) = (new CertificateStore(client, options.Namespace), new CaBundleStore(client));

        // Reads the caBundle before the Secret, so that an older Secret never overwrites a newer caBundle.
        var installed = await bundles.FindAsync(cancellation);
        var (secret, date) = await secrets.FindAsync(cancellation);
        var now = date ?? time.GetUtcNow();
        var stored = Read(secret);
        IEnumerable<X509Certificate2> knownCas =
            stored.IsComplete ? [] : [.. installed?.Bundle.Certificates ?? [], .. _last.TrustedCas];
        var set = stored.Renew(options.Policy, now, knownCas);
        if (!ReferenceEquals(set, stored))
        {
            if (!await secrets.TryWriteAsync(set, secret, cancellation))
            {
                return false;
            }

            metrics.RecordRenewal();
            var (notAfter, caNotAfter) = (set.Serving!.NotAfter, set.Ca!.NotAfter);
            Log.Renewed(logger, notAfter.ToUniversalTime(), caNotAfter.ToUniversalTime(), set.TrustedCas.Count);
        }

        _last = set;
        rollout.RecordTrust(set.Serving!, installed?.Bundle, now);
        if (installed is not null && !installed.Bundle.SetEquals(set.TrustedCas))
        {
            installed = await bundles.WriteAsync(CaBundle.From(set.TrustedCas), installed, cancellation);
            if (installed is null)
            {
                return false;
            }

            Log.CaBundleUpdated(logger, set.TrustedCas.Count);
            rollout.RecordTrust(set.Serving!, installed.Bundle, now);
        }

        return rollout.ServeWhenTrusted(set.Serving!, installed, now);
    }

    private CertificateSet Read(Secret? secret)
    {
        var problems = new List<string>();
        var set = secret is null
            ? CertificateSet.Empty
            : CertificateSecret.Read(secret.Data ?? new Dictionary<string, string>(), problems);
        var problem = string.Join("; ", problems);
        if (problem.Length > 0 && problem != _lastProblem)
        {
            Log.SecretCorrupted(logger, CertificateStore.SecretName, problem);
        }

        _lastProblem = problem;
        return set;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Renewed the certificates: the serving certificate is valid until {ServingNotAfter:u}, its CA until "
            + "{CaNotAfter:u}. Number of trusted CAs: {TrustedCas}.")]
        public static partial void Renewed(
            ILogger logger, DateTime servingNotAfter, DateTime caNotAfter, int trustedCas);

        [LoggerMessage(LogLevel.Information, "Updated the caBundle of the webhook. Number of CAs: {TrustedCas}.")]
        public static partial void CaBundleUpdated(ILogger logger, int trustedCas);

        [LoggerMessage(
            LogLevel.Warning, "The Secret {Name} is corrupted and will be repaired: {Problem}")]
        public static partial void SecretCorrupted(ILogger logger, string name, string problem);

        [LoggerMessage(
            LogLevel.Warning,
            "Cannot check or renew the certificates, still serving the current certificate. Next attempt in {Delay} s: "
            + "{Problem}")]
        public static partial void Failed(ILogger logger, int delay, string problem);
    }
}
