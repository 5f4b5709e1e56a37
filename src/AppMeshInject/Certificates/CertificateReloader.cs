namespace AppMeshInject.Certificates;

/// <summary>
/// Reloads the certificate files when they change. It compares the content of the files and not their times or names,
/// so it also detects that the kubelet has updated a projected volume by replacing a symbolic link.
/// </summary>
/// <remarks>https://github.com/kubernetes/kubernetes/blob/master/pkg/volume/util/atomic_writer.go</remarks>
internal sealed partial class CertificateReloader(
    CertificateFiles files, ServingCertificate certificate, TimeProvider time, ILogger<CertificateReloader> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private string _lastProblem = "";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            ReloadIfChanged();
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Serves the certificate of the files, if they have changed. Logs each problem once.</summary>
    internal void ReloadIfChanged()
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
                Log.ReloadFailed(logger, exception.Message);
            }

            _lastProblem = exception.Message;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information, "Reloaded the certificate files: now serving {Subject}, valid until {NotAfter:u}.")]
        public static partial void Reloaded(ILogger logger, string subject, DateTime notAfter);

        [LoggerMessage(
            LogLevel.Warning,
            "Cannot load the changed certificate files, still serving the previous certificate: {Problem}")]
        public static partial void ReloadFailed(ILogger logger, string problem);
    }
}
