using System.Globalization;
using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.KubernetesApi;

/// <summary>The metrics of calls to the API server.</summary>
internal sealed class ApiServerMetrics : IMetricSet
{
    private const string NoResponse = "none";
    private const string Other = "other";

    private static readonly HashSet<string> Verbs = ["GET", "POST", "PATCH"];
    private static readonly HashSet<int> Codes = [200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504];

    private readonly Counter _calls;

    /// <summary>Registers the metrics. Several instances with the same registry share the metrics.</summary>
    public ApiServerMetrics(MetricsRegistry metrics)
    {
        _calls = metrics.Factory.CreateCounter(
            "appmesh_inject_api_server_requests_total",
            "Calls to the API server by verb and response code; none if there was no response.",
            "verb",
            "code");
        foreach (var verb in Verbs)
        {
            _calls.WithLabels(verb, NoResponse);
        }
    }

    /// <summary>Wraps a handler so that its calls are counted.</summary>
    public HttpMessageHandler CountCalls(HttpMessageHandler handler) => new CountingHandler(this, handler);

    private void Count(string verb, int? code) => _calls
        .WithLabels(
            Verbs.Contains(verb) ? verb : Other,
            FormatCode(code))
        .Inc();

    // A fixed set of codes bounds the number of series.
    private static string FormatCode(int? code) =>
        code is not { } known ? NoResponse
        : Codes.Contains(known) ? known.ToString(CultureInfo.InvariantCulture)
        : Other;

    private sealed class CountingHandler(ApiServerMetrics metrics, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        /// <inheritdoc/>
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int? code = null;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                code = (int)response.StatusCode;
                return response;
            }
            finally
            {
                metrics.Count(request.Method.Method, code);
            }
        }
    }
}
