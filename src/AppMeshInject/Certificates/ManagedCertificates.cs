
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>What the management of certificates goes by.</summary>
/// <param name="Cluster">Where the API server is.</param>
/// <param name="Namespace">The namespace of the injector.</param>
/// <param name="Policy">What the certificates are to be like.</param>
internal sealed record ManagedCertificateOptions(InClusterConfiguration Cluster, string Namespace, CertificatePolicy Policy);

/// <summary>
/// Sees to the certificate of the webhook, beside the admissions and again and again: that the Secret holds a good set, that the
/// caBundle trusts it, and that this replica serves a certificate only once every API server knows its authority.
/// </summary>
internal sealed partial class ManagedCertificates(
    ManagedCertificateOptions options, CertificateRollout serving, CertificateMetrics metrics, ApiServerMetrics calls, TimeProvider time, ILogger<ManagedCertificates> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortPeriod = TimeSpan.FromSeconds(1);
    private const int MostDoublings = 5;

    private CertificateSet _last = CertificateSet.Empty;
    private string _lastProblem = "";

    // A certificate of a short life is looked at in time.
    private TimeSpan Period => options.Policy.CertificateLife / 12 is var period && period < LongestPeriod ? period : LongestPeriod;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = ShortPeriod;
            try
            {
                pause = await StepAsync(stoppingToken) ? Period : ShortPeriod;
                failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: the admissions go on, and the next look may find it mended.
                pause *= 1 << Math.Min(failures++, MostDoublings);
                metrics.Failed();
                Log.Failed(logger, exception.GetBaseException().Message, (int)pause.TotalSeconds);
            }

            // A little earlier or later, so that the replicas do not ask all at once.
            await Task.Delay(pause * (0.75 + (Random.Shared.NextDouble() / 4)), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once, and does what is due.</summary>
    /// <returns>Whether all is as it should be; else it is to be looked at again soon.</returns>
    internal async Task<bool> StepAsync(CancellationToken cancellation)
    {
        // A client for each look, since the API server's own authority may change.
        using var client = options.Cluster.CreateClient(calls);
        var (store, trust) = (new CertificateStore(client, options.Namespace), new WebhookTrust(client));

        // The bundle before the Secret, so that what is written into the bundle comes of a Secret that is no older than it.
        var live = await trust.FindAsync(cancellation);
        var (secret, date) = await store.FindAsync(cancellation);
        var now = date ?? time.GetUtcNow();
        var stored = Read(secret);
        var set = stored.Renew(options.Policy, now, stored.IsWhole ? [] : [.. live?.Bundle.Authorities ?? [], .. _last.Trusted]);
        if (!ReferenceEquals(set, stored))
        {
            if (!await store.WriteAsync(set, secret, cancellation))
            {
                return false;
            }

            metrics.Renewed();
            Log.Renewed(logger, set.Serving!.NotAfter.ToUniversalTime(), set.Authority!.NotAfter.ToUniversalTime(), set.Trusted.Count);
        }

        _last = set;
        serving.Observe(set.Serving!, live?.Bundle, now);
        if (live is not null && !live.Bundle.Is(set.Trusted))
        {
            live = await trust.WriteAsync(TrustBundle.Of(set.Trusted), live, cancellation);
            if (live is null)
            {
                return false;
            }

            Log.Trusted(logger, set.Trusted.Count);
            serving.Observe(set.Serving!, live.Bundle, now);
        }

        return serving.Serve(set.Serving!, live, now);
    }

    private CertificateSet Read(Secret? secret)
    {
        var problems = new List<string>();
        var set = secret is null ? CertificateSet.Empty : CertificateSecret.Read(secret.Data ?? new Dictionary<string, string>(), problems);
        var problem = string.Join("; ", problems);
        if (problem.Length > 0 && problem != _lastProblem)
        {
            Log.Spoilt(logger, CertificateStore.Name, problem);
        }

        _lastProblem = problem;
        return set;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "certificates renewed: the one to be served is valid until {ServingUntil:u}, its authority until {AuthorityUntil:u}, trusted are {Trusted}")]
        public static partial void Renewed(ILogger logger, DateTime servingUntil, DateTime authorityUntil, int trusted);

        [LoggerMessage(LogLevel.Information, "wrote the caBundle of the webhook, which was another: it has {Trusted} authorities")]
        public static partial void Trusted(ILogger logger, int trusted);

        [LoggerMessage(LogLevel.Warning, "the Secret {Name} is spoilt, what it lacks is made anew: {Problem}")]
        public static partial void Spoilt(ILogger logger, string name, string problem);

        [LoggerMessage(LogLevel.Warning, "the certificates could not be looked after and stay as they are; tried again in {Pause} s: {Problem}")]
        public static partial void Failed(ILogger logger, string problem, int pause);
    }
}
