using System.Net.Mime;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Listeners;
using AppMeshInject.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;

namespace AppMeshInject.Admission;

/// <summary>
/// The endpoint POST /mutate. It receives an AdmissionReview request and returns an AdmissionReview response.
/// </summary>
internal static class AdmissionEndpoint
{
    // Routing must not reject other content types with 415: the response would be neither counted nor logged.
    private const string AnyContentType = "*/*";

    // A usual body arrives immediately. A slow body loses its slot after 1/8 of request-timeout.
    private const int BodyTimeoutDivisor = 8;

    public static void AddAdmission(
        this IServiceCollection services, InjectorSettings settings, ClusterInfo cluster) => services
        .AddSingleton(new AdmissionProcessor(new Injector(settings, cluster)))
        .AddSingleton(CreateLimiter(settings.Listener))
        .AddSingleton<RequestBodyBudget>()
        .AddSingleton<AdmissionLog>()
        .AddMetricSet<AdmissionMetrics>()
        .AddSingleton<AdmissionRecorder>()
        .AddSingleton<AdmissionHandler>();

    public static void MapAdmission(this IEndpointRouteBuilder routes)
    {
        // A RequestDelegate, because an endpoint with a service parameter creates a service scope for every request.
        // The OpenAPI document needs the method of an endpoint; its summary is the doc comment of the method.
        RequestDelegate handle = routes.ServiceProvider.GetRequiredService<AdmissionHandler>().HandleAsync;
        routes.MapPost("/mutate", handle).WithMetadata(handle.Method).Describe();
    }

    private static void Describe(this IEndpointConventionBuilder endpoint) => endpoint
        .WithTags("Admission")
        .WithName("Mutate")
        .WithMetadata(
            new AcceptsMetadata([AnyContentType], typeof(AdmissionReviewSchema)),
            CreateResponse<AdmissionReviewSchema>(StatusCodes.Status200OK),
            CreateResponse<AdmissionProblem>(StatusCodes.Status400BadRequest),
            CreateResponse<AdmissionProblem>(StatusCodes.Status408RequestTimeout),
            CreateResponse<AdmissionProblem>(StatusCodes.Status413PayloadTooLarge),
            CreateResponse<AdmissionProblem>(StatusCodes.Status415UnsupportedMediaType),
            CreateResponse<AdmissionProblem>(StatusCodes.Status503ServiceUnavailable))
        .RequireListener(Listener.Webhook);

    private static AdmissionLimiter CreateLimiter(ListenerSettings settings) =>
        new(settings.MaxAdmissions, TimeSpan.FromSeconds(settings.RequestTimeout) / BodyTimeoutDivisor);

    private static ProducesResponseTypeMetadata CreateResponse<T>(int status) =>
        new(status, typeof(T), [MediaTypeNames.Application.Json]);
}
