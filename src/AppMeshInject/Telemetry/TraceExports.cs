using OpenTelemetry.Exporter;

namespace AppMeshInject.Telemetry;

/// <summary>Tells of spans that could not be sent, once until it works again. The exporter itself says nothing.</summary>
internal sealed partial class TraceExports(Uri endpoint, TraceMetrics metrics, ILogger<TraceExports> logger) : DelegatingHandler(new SocketsHttpHandler())
{
    private bool _hasFailed;

    /// <summary>The client that an exporter sends by.</summary>
    public static HttpClient Client(OtlpExporterOptions exporter, TraceMetrics metrics, ILogger<TraceExports> logger) =>
        new(new TraceExports(exporter.Endpoint, metrics, logger)) { Timeout = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds) };

    /// <summary>What is sent by HTTP/1.1 goes this way.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Note(base.Send(request, cancellationToken));
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    /// <summary>What is sent by gRPC goes this way.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Note(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception) when (Note(exception))
        {
            throw;
        }
    }

    private HttpResponseMessage Note(HttpResponseMessage response)
    {
        Note(response.IsSuccessStatusCode ? null : $"the answer was {(int)response.StatusCode}");
        return response;
    }

    // Never handles it.
    private bool Note(Exception exception)
    {
        Note(exception is OperationCanceledException ? "there was no answer in time" : exception.GetBaseException().Message);
        return false;
    }

    private void Note(string? problem)
    {
        if (problem is not null)
        {
            metrics.Failed();
        }

        if (problem is not null && !_hasFailed)
        {
            Log.Failed(logger, endpoint, problem);
        }

        _hasFailed = problem is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "spans could not be sent to {Endpoint} (OTEL_EXPORTER_OTLP_ENDPOINT) and are lost: {Problem}")]
        public static partial void Failed(ILogger logger, Uri endpoint, string problem);
    }
}
