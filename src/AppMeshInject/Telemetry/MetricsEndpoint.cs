using System.Diagnostics.CodeAnalysis;
using AppMeshInject.Listeners;
using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>Serves the metrics at /metrics in the text format of Prometheus.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Registers the metrics registry and the metrics of the process.</summary>
    public static void AddPrometheus(this IServiceCollection services, MetricsRegistry metrics) => services
        .AddSingleton(metrics)
        .AddMetricSet<RuntimeMetrics>();

    /// <summary>Registers the metrics of a feature. They are created when the program starts.</summary>
    /// <typeparam name="T">The metrics.</typeparam>
    public static IServiceCollection AddMetricSet<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services)
        where T : class, IMetricSet =>
        services.AddSingleton<T>().AddSingleton<IMetricSet>(provider => provider.GetRequiredService<T>());

    /// <summary>Adds the endpoint to the admin port.</summary>
    public static void MapPrometheus(this IEndpointRouteBuilder routes)
    {
        // Create all metrics now, so that the first scrape includes those that are not used yet.
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
