using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AppMeshInject.Health;

/// <summary>Serves the health probes: /healthz for liveness and /readyz for readiness.</summary>
internal static class HealthEndpoints
{
    /// <summary>Registers the readiness state.</summary>
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    /// <summary>Adds the endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", GetLiveness)
            .WithTags("Health")
            .WithName("Healthz")
            .WithSummary("200 while the program runs")
            .RequireListener(Listener.Webhook, Listener.Admin);
        routes.MapGet("/readyz", GetReadiness)
            .WithTags("Health")
            .WithName("Readyz")
            .WithSummary("200 while the webhook accepts admissions, 503 during start and shutdown")
            .RequireListener(Listener.Admin);
    }

    private static ContentHttpResult GetLiveness() => TypedResults.Text("ok\n");

    private static ContentHttpResult GetReadiness(Readiness readiness) => readiness.IsReady
        ? TypedResults.Text("ok\n")
        : TypedResults.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
