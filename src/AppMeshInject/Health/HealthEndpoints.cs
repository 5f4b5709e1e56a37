using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AppMeshInject.Health;

/// <summary>GET /healthz: the program runs. GET /readyz: the cluster may send requests here.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Live)
            .WithTags("Health")
            .WithName("Healthz")
            .WithSummary("200 while the program runs")
            .RequireListener(Listener.Webhook, Listener.Admin);
        routes.MapGet("/readyz", Ready)
            .WithTags("Health")
            .WithName("Readyz")
            .WithSummary("200 while admissions are answered, 503 before and once the program was told to stop")
            .RequireListener(Listener.Admin);
    }

    private static ContentHttpResult Live() => TypedResults.Text("ok\n");

    private static ContentHttpResult Ready(Readiness readiness) =>
        readiness.IsReady ? TypedResults.Text("ok\n") : TypedResults.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
