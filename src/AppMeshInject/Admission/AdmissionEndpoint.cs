using System.Net.Mime;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Listeners;
using AppMeshInject.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;

namespace AppMeshInject.Admission;

/// <summary>POST /mutate: an AdmissionReview in, an AdmissionReview out.</summary>
internal static class AdmissionEndpoint
{
    // Routing must not answer 415 by itself, which would be neither counted nor explained.
    private const string AnyContentType = "*/*";

    // Of the time that a request may take to arrive: what is usual comes at once, and what does not may take the rest elsewhere.
    private const int PatientParts = 8;

    public static void AddAdmission(this IServiceCollection services, InjectorSettings settings, ClusterInfo cluster) => services
        .AddSingleton(new AdmissionProcessor(new Injector(settings, cluster)))
        .AddSingleton(new AdmissionLimiter(settings.Listener.MostAdmissions, TimeSpan.FromSeconds(settings.Listener.RequestTimeout) / PatientParts))
        .AddSingleton<RequestBodyBudget>()
        .AddSingleton<AdmissionLog>()
        .AddMetricSet<AdmissionMetrics>()
        .AddSingleton<AdmissionRecorder>()
        .AddSingleton<AdmissionHandler>();

    public static void MapAdmission(this IEndpointRouteBuilder routes) => routes.MapPost("/mutate", MutateAsync)
        .WithTags("Admission")
        .WithName("Mutate")
        .WithSummary("Answers an AdmissionReview with the patch that adds the sidecars of App Mesh to a pod")
        .WithMetadata(
            new AcceptsMetadata([AnyContentType], typeof(AdmissionReviewSchema)),
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(AdmissionReviewSchema), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status408RequestTimeout, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status413PayloadTooLarge, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status415UnsupportedMediaType, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]))
        .RequireListener(Listener.Webhook);

    private static Task MutateAsync(HttpContext context, AdmissionHandler handler) => handler.HandleAsync(context);
}
