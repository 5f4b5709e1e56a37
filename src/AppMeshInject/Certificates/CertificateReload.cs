namespace AppMeshInject.Certificates;

/// <summary>
/// Rereads the certificate's files. It looks at what they say and not at their times or names, so that a volume that
/// Kubernetes swaps by symbolic link, and a pair that is half written, are both understood.
/// </summary>
internal sealed partial class CertificateReload(CertificateFiles files, ServingCertificate certificate, TimeProvider time, ILogger<CertificateReload> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private string _lastProblem = "";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Reload();
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once.</summary>
    internal void Reload()
    {
        try
        {
            var changed = files.ReadIfChanged();
            _lastProblem = "";
            if (changed is { } certificates)
            {
                certificate.Serve(certificates);
                Log.Reloaded(logger, certificates[0].Subject, certificates[0].NotAfter.ToUniversalTime());
            }
        }
        catch (CertificateException exception)
        {
            if (exception.Message != _lastProblem)
            {
                Log.KeptLast(logger, exception.Message);
            }

            _lastProblem = exception.Message;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "the certificate changed: {Subject} is served from now on, valid until {NotAfter:u}")]
        public static partial void Reloaded(ILogger logger, string subject, DateTime notAfter);

        [LoggerMessage(LogLevel.Warning, "the certificate changed and cannot be used, the last good one is served on: {Problem}")]
        public static partial void KeptLast(ILogger logger, string problem);
    }
}
