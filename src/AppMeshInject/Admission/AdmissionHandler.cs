using System.Net.Mime;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Reviews;
using Microsoft.Net.Http.Headers;

namespace AppMeshInject.Admission;

/// <summary>
/// Handles an admission request: reads the review, decides, records the result and sends the response.
/// </summary>
internal sealed class AdmissionHandler(
    AdmissionLimiter limiter,
    RequestBodyBudget budget,
    AdmissionProcessor processor,
    AdmissionRecorder recorder,
    TimeProvider time)
{
    /// <summary>
    /// Reviews an admission request; the response contains a patch that adds the App Mesh sidecars.
    /// </summary>
    public async Task HandleAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        using var span = AdmissionSpan.Start(context.Request);
        using var response = new PooledBuffer();
        var admission = await AdmitAsync(context.Request, response);

        // Draining starts before the record is written: a request that is counted as Overloaded already makes its
        // connection available to others.
        var draining = admission.Status == StatusCodes.Status503ServiceUnavailable
            ? RequestBody.DrainAsync(context.Request)
            : Task.CompletedTask;
        recorder.Record(admission with
        {
            Duration = time.GetElapsedTime(start),
            ResponseBytes = response.WrittenSpan.Length,
        });
        await draining;
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, admission.Status, response);
        }
    }

    private async ValueTask<AdmissionRecord> AdmitAsync(HttpRequest request, PooledBuffer response)
    {
        if (!limiter.TryEnter())
        {
            return RejectOverloaded($"max-admissions: the limit of {limiter.MaxConcurrent} is reached", response);
        }

        try
        {
            return await ReviewAsync(request, response);
        }
        finally
        {
            limiter.Leave();
        }
    }

    private async ValueTask<AdmissionRecord> ReviewAsync(HttpRequest request, PooledBuffer response)
    {
        if (!IsJson(request.ContentType))
        {
            return Reject(
                Reason.BadRequest,
                StatusCodes.Status415UnsupportedMediaType,
                "content type: not application/json; send UTF-8 JSON",
                response);
        }

        using var body = new PooledBuffer();
        using var lease = new RequestBodyBudget.Lease(budget);
        try
        {
            using var reading = AdmissionSpan.StartStep("read");
            await RequestBody.ReadAsync(request, body, limiter, lease);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            return RejectOverloaded("request body: the memory for request bodies is in use", response);
        }
        catch (BadHttpRequestException exception)
        {
            return Reject(Reason.BadRequest, exception.StatusCode, DescribeBodyError(exception), response, body);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            request.HttpContext.Abort();
            return Reject(
                Reason.BadRequest,
                StatusCodes.Status400BadRequest,
                "request body: incomplete because the client closed the connection",
                response,
                body);
        }

        using var deciding = AdmissionSpan.StartStep("decide");
        var result = processor.Review(body.WrittenSpan, response);
        return result.Problem is { } problem
            ? Reject(
                Reason.BadRequest, StatusCodes.Status400BadRequest, $"request body: {problem}", response, body)
            : new AdmissionRecord(result.Decision, result.Request, StatusCodes.Status200OK)
            {
                RequestBytes = body.WrittenSpan.Length,
            };
    }

    private static string DescribeBodyError(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout =>
            "request body: not received within request-timeout; check the network between API server and injector",
        StatusCodes.Status413PayloadTooLarge =>
            $"request body: longer than {RequestBody.MaxLength} bytes; reduce the size of the pod",
        _ => "request body: malformed HTTP content; check the proxies between API server and injector",
    };

    private static AdmissionRecord RejectOverloaded(string problem, PooledBuffer response) =>
        Reject(Reason.Overloaded, StatusCodes.Status503ServiceUnavailable, $"{problem}; try again", response);

    private static AdmissionRecord Reject(
        Reason reason, int status, string message, PooledBuffer response, PooledBuffer? body = null)
    {
        using var json = new Utf8JsonWriter(response);
        var problem = new AdmissionProblem(reason.Code, message);
        JsonSerializer.Serialize(json, problem, AdmissionJson.Default.AdmissionProblem);
        var decision = new Decision { Reason = reason, Detail = message };
        return new AdmissionRecord(decision, Request: null, status) { RequestBytes = body?.WrittenSpan.Length ?? 0 };
    }

    private static async Task WriteAsync(HttpContext context, int status, PooledBuffer response)
    {
        using var writing = AdmissionSpan.StartStep("write");
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            // With this header the API server retries, within the timeout of the webhook:
            // https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/client-go/rest/with_retry.go
            context.Response.Headers.RetryAfter = "1";
        }

        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = response.WrittenMemory.Length;
        await context.Response.Body.WriteAsync(response.WrittenMemory, context.RequestAborted);
    }

    private static bool IsJson(string? contentType) =>
        contentType == MediaTypeNames.Application.Json
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset))));

    private static bool IsUtf8(Microsoft.Extensions.Primitives.StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
