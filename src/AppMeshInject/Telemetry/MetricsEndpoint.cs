using AppMeshInject.Serving;
using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>GET /metrics, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void AddPrometheus(this IServiceCollection services) => services
        .AddSingleton<MetricsRegistry>()
        .AddSingleton<AdmissionMetrics>()
        .AddSingleton<CertificateMetrics>();

    public static void MapPrometheus(this IEndpointRouteBuilder routes)
    {
        // Made now, and not with the first admission: until then a scrape would find nothing.
        _ = routes.ServiceProvider.GetRequiredService<AdmissionMetrics>();
        routes.MapGet("/metrics", WriteAsync)
            .WithTags("Telemetry")
            .WithName("Metrics")
            .WithSummary("Metrics in Prometheus' text format")
            .On(Listener.Admin);
    }

    private static Task WriteAsync(HttpContext context, MetricsRegistry metrics)
    {
        context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        return metrics.WriteAsync(context.Response.Body, context.RequestAborted);
    }
}
