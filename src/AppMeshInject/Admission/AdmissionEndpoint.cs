using System.Net.Mime;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Serving;
using AppMeshInject.Telemetry;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace AppMeshInject.Admission;

/// <summary>POST /mutate: an AdmissionReview in, an AdmissionReview out.</summary>
internal static class AdmissionEndpoint
{
    // Routing must not answer 415 by itself, which would be neither counted nor explained.
    private const string AnyContentType = "*/*";

    // Of the time that a request may take to arrive: what is usual comes at once, and what does not may take the rest elsewhere.
    private const int PatientParts = 8;

    public static void AddAdmission(this IServiceCollection services, InjectorSettings settings, ClusterFacts cluster) => services
        .AddSingleton(new Reviewer(new Injector(settings, cluster)))
        .AddSingleton(new AdmissionGate(settings.Listener.MostAdmissions, TimeSpan.FromSeconds(settings.Listener.RequestTimeout) / PatientParts))
        .AddSingleton<BodyMemory>()
        .AddSingleton<AdmissionLog>();

    public static void MapAdmission(this IEndpointRouteBuilder routes) => routes.MapPost("/mutate", MutateAsync)
        .WithTags("Admission")
        .WithName("Mutate")
        .WithSummary("Answers an AdmissionReview with the patch that adds the sidecars of App Mesh to a pod")
        .WithMetadata(
            new AcceptsMetadata([AnyContentType], typeof(AdmissionReview)),
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(AdmissionReview), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status413PayloadTooLarge, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status415UnsupportedMediaType, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]),
            new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(AdmissionProblem), [MediaTypeNames.Application.Json]))
        .On(Listener.Webhook);

    private static async Task MutateAsync(HttpContext context, AdmissionGate gate, BodyMemory memory, Reviewer reviewer, AdmissionMetrics metrics, AdmissionLog log)
    {
        if (!gate.TryEnter())
        {
            await ShedAsync(context, $"{gate.Most} admissions are in progress, which is the most (max-admissions)", metrics, log);
            return;
        }

        try
        {
            await ReviewAsync(context, gate, memory, reviewer, metrics, log);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static async Task ReviewAsync(HttpContext context, AdmissionGate gate, BodyMemory memory, Reviewer reviewer, AdmissionMetrics metrics, AdmissionLog log)
    {
        if (!IsJson(context.Request.ContentType))
        {
            await RefuseAsync(context, Reason.BadRequest, StatusCodes.Status415UnsupportedMediaType, "the content type is not application/json", metrics, log);
            return;
        }

        using var body = new PooledBuffer();
        using var share = new BodyMemory.Share(memory);
        try
        {
            await RequestBody.ReadAsync(context.Request, body, gate, share);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            await ShedAsync(context, $"the bodies of the admissions in progress have {BodyMemory.Most} bytes, which is the most", metrics, log);
            return;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await RefuseAsync(context, Reason.BadRequest, exception.StatusCode, $"the body is longer than {RequestBody.Longest} bytes", metrics, log);
            return;
        }

        using var answer = new PooledBuffer();
        var reviewed = reviewer.Review(body.WrittenSpan, answer);
        if (reviewed.Problem is { } problem)
        {
            await RefuseAsync(context, Reason.BadRequest, StatusCodes.Status400BadRequest, $"the body is refused: {problem}", metrics, log);
            return;
        }

        metrics.Count(reviewed.Decision.Reason);
        log.Decided(reviewed);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = answer.WrittenMemory.Length;
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    // The API server tries again, within the time it gives the webhook, where an answer carries Retry-After:
    // https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/client-go/rest/with_retry.go
    private static Task ShedAsync(HttpContext context, string why, AdmissionMetrics metrics, AdmissionLog log)
    {
        context.Response.Headers.RetryAfter = "1";
        return RefuseAsync(
            context, Reason.Overloaded, StatusCodes.Status503ServiceUnavailable, $"{why}: try again", metrics, log);
    }

    private static async Task RefuseAsync(HttpContext context, Reason reason, int status, string message, AdmissionMetrics metrics, AdmissionLog log)
    {
        metrics.Count(reason);
        log.Refused(reason.Code, status, message);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(
            new AdmissionProblem(reason.Code, message), AdmissionJson.Default.AdmissionProblem, cancellationToken: context.RequestAborted);
    }

    private static bool IsJson(string? contentType) =>
        contentType == MediaTypeNames.Application.Json
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
