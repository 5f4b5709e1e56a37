using System.Diagnostics.CodeAnalysis;
using AppMeshInject.Listeners;
using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>GET /metrics, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void AddPrometheus(this IServiceCollection services, MetricsRegistry metrics) => services
        .AddSingleton(metrics)
        .AddMetricSet<RuntimeMetrics>();

    /// <summary>Adds metrics that are there from the start.</summary>
    public static IServiceCollection AddMetricSet<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IMetricSet => services.AddSingleton<T>().AddSingleton<IMetricSet>(provider => provider.GetRequiredService<T>());

    public static void MapPrometheus(this IEndpointRouteBuilder routes)
    {
        // Made now, and not with their first use: until then a scrape would find nothing.
        _ = routes.ServiceProvider.GetServices<IMetricSet>();
        routes.MapGet("/metrics", WriteAsync)
            .WithTags("Telemetry")
            .WithName("Metrics")
            .WithSummary("Metrics in Prometheus' text format")
            .RequireListener(Listener.Admin);
    }

    private static Task WriteAsync(HttpContext context, MetricsRegistry metrics)
    {
        context.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        return metrics.WriteAsync(context.Response.Body, context.RequestAborted);
    }
}
