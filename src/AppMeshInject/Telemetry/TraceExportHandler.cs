using OpenTelemetry.Exporter;

namespace AppMeshInject.Telemetry;

/// <summary>
/// Sends spans and reports failures, which the exporter does not log. Counts each failure. Logs a failure only if the
/// previous request succeeded, so that a long outage is logged once.
/// </summary>
internal sealed partial class TraceExportHandler(Uri endpoint, TraceMetrics metrics, ILogger<TraceExportHandler> logger)
    : DelegatingHandler(new SocketsHttpHandler())
{
    private bool _hasFailed;

    /// <summary>Creates the client of an exporter.</summary>
    public static HttpClient CreateClient(
        OtlpExporterOptions exporter, TraceMetrics metrics, ILogger<TraceExportHandler> logger) =>
        new(new TraceExportHandler(exporter.Endpoint, metrics, logger))
        {
            Timeout = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds),
        };

    /// <summary>Sends a request over HTTP/1.1 (http/protobuf).</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Record(base.Send(request, cancellationToken));
        }
        catch (Exception exception) when (Record(exception))
        {
            throw;
        }
    }

    /// <summary>Sends a request over gRPC.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Record(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception) when (Record(exception))
        {
            throw;
        }
    }

    private HttpResponseMessage Record(HttpResponseMessage response)
    {
        Record(response.IsSuccessStatusCode ? null : $"the response status is {(int)response.StatusCode}");
        return response;
    }

    // Returns false, so that an exception filter that calls it does not catch the exception.
    private bool Record(Exception exception)
    {
        Record(exception is OperationCanceledException
            ? "the request timed out"
            : exception.GetBaseException().Message);
        return false;
    }

    private void Record(string? problem)
    {
        if (problem is not null)
        {
            metrics.RecordFailure();
        }

        if (problem is not null && !_hasFailed)
        {
            Log.ExportFailed(logger, endpoint, problem);
        }

        _hasFailed = problem is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Cannot send spans to {Endpoint} (OTEL_EXPORTER_OTLP_ENDPOINT), they are dropped: {Problem}")]
        public static partial void ExportFailed(ILogger logger, Uri endpoint, string problem);
    }
}
