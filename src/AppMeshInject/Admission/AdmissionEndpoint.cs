using System.Net.Mime;
using System.Text.Json;
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
        .AddSingleton<AdmissionLog>()
        .AddMetricSet<AdmissionMetrics>()
        .AddSingleton<AdmissionRecorder>();

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

    private static async Task MutateAsync(
        HttpContext context, AdmissionGate gate, BodyMemory memory, Reviewer reviewer, AdmissionRecorder recorder, TimeProvider time)
    {
        var start = time.GetTimestamp();
        using var span = AdmissionSpan.Begin(context.Request);
        using var answer = new PooledBuffer();
        var admission = await AdmitAsync(context.Request, gate, memory, reviewer, answer);
        recorder.Record(admission with { Duration = time.GetElapsedTime(start), ResponseBytes = answer.WrittenSpan.Length });
        if (admission.Status == StatusCodes.Status503ServiceUnavailable)
        {
            await RequestBody.PassOverAsync(context.Request);
        }

        if (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, admission.Status, answer);
        }
    }

    private static async Task<AdmissionRecord> AdmitAsync(HttpRequest request, AdmissionGate gate, BodyMemory memory, Reviewer reviewer, PooledBuffer answer)
    {
        if (!gate.TryEnter())
        {
            return Shed($"{gate.Most} admissions are in progress, which is the most (max-admissions)", answer);
        }

        try
        {
            return await ReviewAsync(request, gate, memory, reviewer, answer);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static async Task<AdmissionRecord> ReviewAsync(HttpRequest request, AdmissionGate gate, BodyMemory memory, Reviewer reviewer, PooledBuffer answer)
    {
        if (!IsJson(request.ContentType))
        {
            return Refuse(Reason.BadRequest, StatusCodes.Status415UnsupportedMediaType, "the content type is not application/json", answer);
        }

        using var body = new PooledBuffer();
        using var share = new BodyMemory.Share(memory);
        try
        {
            using var reading = AdmissionSpan.BeginPart("read");
            await RequestBody.ReadAsync(request, body, gate, share);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            return Shed("the bodies of the admissions in progress take all the memory that there is for them", answer);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(Reason.BadRequest, exception.StatusCode, $"the body is longer than {RequestBody.Longest} bytes", answer, body);
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(Reason.BadRequest, exception.StatusCode, $"the body did not arrive whole: {exception.Message}", answer, body);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            request.HttpContext.Abort();
            return Refuse(Reason.BadRequest, StatusCodes.Status400BadRequest, "the client broke off", answer, body);
        }

        using var deciding = AdmissionSpan.BeginPart("decide");
        var reviewed = reviewer.Review(body.WrittenSpan, answer);
        return reviewed.Problem is { } problem
            ? Refuse(Reason.BadRequest, StatusCodes.Status400BadRequest, $"the body is refused: {problem}", answer, body)
            : new AdmissionRecord(reviewed.Decision, reviewed.Request, StatusCodes.Status200OK) { RequestBytes = body.WrittenSpan.Length };
    }

    private static AdmissionRecord Shed(string why, PooledBuffer answer) =>
        Refuse(Reason.Overloaded, StatusCodes.Status503ServiceUnavailable, $"{why}: try again", answer);

    private static AdmissionRecord Refuse(Reason reason, int status, string message, PooledBuffer answer, PooledBuffer? body = null)
    {
        using var json = new Utf8JsonWriter(answer);
        JsonSerializer.Serialize(json, new AdmissionProblem(reason.Code, message), AdmissionJson.Default.AdmissionProblem);
        return new AdmissionRecord(new Decision { Reason = reason, Because = message }, Request: null, status) { RequestBytes = body?.WrittenSpan.Length ?? 0 };
    }

    private static async Task WriteAsync(HttpContext context, int status, PooledBuffer answer)
    {
        using var writing = AdmissionSpan.BeginPart("write");
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            // The API server tries again, within the time it gives the webhook, where an answer carries it:
            // https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/client-go/rest/with_retry.go
            context.Response.Headers.RetryAfter = "1";
        }

        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = answer.WrittenMemory.Length;
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static bool IsJson(string? contentType) =>
        contentType == MediaTypeNames.Application.Json
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
