using System.Net.Mime;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Reviews;
using Microsoft.Net.Http.Headers;

namespace AppMeshInject.Admission;

/// <summary>Reads a review, has it decided, tells of it and answers.</summary>
internal sealed class AdmissionHandler(AdmissionLimiter gate, RequestBodyBudget memory, AdmissionProcessor reviewer, AdmissionRecorder recorder, TimeProvider time)
{
    /// <summary>Answers the request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        using var span = AdmissionSpan.Start(context.Request);
        using var answer = new PooledBuffer();
        var admission = await AdmitAsync(context.Request, answer);
        // Begun before it is recorded: whoever is counted as shed gives way already.
        var passing = admission.Status == StatusCodes.Status503ServiceUnavailable ? RequestBody.DrainAsync(context.Request) : Task.CompletedTask;
        recorder.Record(admission with { Duration = time.GetElapsedTime(start), ResponseBytes = answer.WrittenSpan.Length });
        await passing;
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, admission.Status, answer);
        }
    }

    private async ValueTask<AdmissionRecord> AdmitAsync(HttpRequest request, PooledBuffer answer)
    {
        if (!gate.TryEnter())
        {
            return Shed($"{gate.MaxConcurrent} admissions are in progress, which is the most (max-admissions)", answer);
        }

        try
        {
            return await ReviewAsync(request, answer);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async ValueTask<AdmissionRecord> ReviewAsync(HttpRequest request, PooledBuffer answer)
    {
        if (!IsJson(request.ContentType))
        {
            return Reject(Reason.BadRequest, StatusCodes.Status415UnsupportedMediaType, "the content type is not application/json", answer);
        }

        using var body = new PooledBuffer();
        using var share = new RequestBodyBudget.Lease(memory);
        try
        {
            using var reading = AdmissionSpan.StartStep("read");
            await RequestBody.ReadAsync(request, body, gate, share);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            return Shed("the bodies of the admissions in progress take all the memory that there is for them", answer);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Reject(Reason.BadRequest, exception.StatusCode, $"the body is longer than {RequestBody.MaxLength} bytes", answer, body);
        }
        catch (BadHttpRequestException exception)
        {
            return Reject(Reason.BadRequest, exception.StatusCode, $"the body did not arrive whole: {exception.Message}", answer, body);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            request.HttpContext.Abort();
            return Reject(Reason.BadRequest, StatusCodes.Status400BadRequest, "the client broke off", answer, body);
        }

        using var deciding = AdmissionSpan.StartStep("decide");
        var reviewed = reviewer.Review(body.WrittenSpan, answer);
        return reviewed.Problem is { } problem
            ? Reject(Reason.BadRequest, StatusCodes.Status400BadRequest, $"the body is refused: {problem}", answer, body)
            : new AdmissionRecord(reviewed.Decision, reviewed.Request, StatusCodes.Status200OK) { RequestBytes = body.WrittenSpan.Length };
    }

    private static AdmissionRecord Shed(string why, PooledBuffer answer) =>
        Reject(Reason.Overloaded, StatusCodes.Status503ServiceUnavailable, $"{why}: try again", answer);

    private static AdmissionRecord Reject(Reason reason, int status, string message, PooledBuffer answer, PooledBuffer? body = null)
    {
        using var json = new Utf8JsonWriter(answer);
        JsonSerializer.Serialize(json, new AdmissionProblem(reason.Code, message), AdmissionJson.Default.AdmissionProblem);
        return new AdmissionRecord(new Decision { Reason = reason, Detail = message }, Request: null, status) { RequestBytes = body?.WrittenSpan.Length ?? 0 };
    }

    private static async Task WriteAsync(HttpContext context, int status, PooledBuffer answer)
    {
        using var writing = AdmissionSpan.StartStep("write");
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
