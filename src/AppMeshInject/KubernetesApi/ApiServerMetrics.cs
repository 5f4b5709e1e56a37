using System.Globalization;
using AppMeshInject.Telemetry;
using Prometheus;

namespace AppMeshInject.KubernetesApi;

/// <summary>The metrics of calls to the API server.</summary>
internal sealed class ApiServerMetrics : IMetricSet
{
    private const string NoAnswer = "none";
    private const string Other = "other";

    private static readonly HashSet<string> Verbs = ["GET", "POST", "PATCH"];
    private static readonly HashSet<int> Codes = [200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504];

    private readonly Counter _calls;

    /// <summary>Registers them. Of the same registry they are the same, however often.</summary>
    public ApiServerMetrics(MetricsRegistry metrics)
    {
        _calls = metrics.Factory.CreateCounter(
            "appmesh_inject_api_server_requests_total", "Calls to the API server, by verb and by the code of its answer: none where there was no answer.", "verb", "code");
        foreach (var verb in Verbs)
        {
            _calls.WithLabels(verb, NoAnswer);
        }
    }

    /// <summary>Counts what goes through a handler.</summary>
    public HttpMessageHandler Counting(HttpMessageHandler handler) => new CountingHandler(this, handler);

    private void Count(string verb, int? code) => _calls
        .WithLabels(
            Verbs.Contains(verb) ? verb : Other,
            code is not { } known ? NoAnswer : Codes.Contains(known) ? known.ToString(CultureInfo.InvariantCulture) : Other)
        .Inc();

    private sealed class CountingHandler(ApiServerMetrics metrics, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        /// <inheritdoc/>
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
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
