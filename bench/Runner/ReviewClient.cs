using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace AppMeshInject.Bench;

/// <summary>The result of a review.</summary>
/// <param name="IsSuccess">Whether the last attempt got status 200.</param>
/// <param name="Attempts">The number of attempts: more than 1 if the server requested a retry.</param>
/// <param name="Duration">The duration of all attempts and the delays between them.</param>
internal readonly record struct ReviewResult(bool IsSuccess, int Attempts, TimeSpan Duration);

/// <summary>Sends reviews as the API server does: it retries a response 503 with a Retry-After header.</summary>
/// <remarks>
/// https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/client-go/rest/with_retry.go
/// </remarks>
internal sealed class ReviewClient(int port) : IDisposable
{
    private const int MaxAttempts = 11;

    private readonly HttpClient _client = new(new SocketsHttpHandler { SslOptions = UnverifiedTls })
    {
        BaseAddress = new Uri($"https://127.0.0.1:{port}"),
    };

    /// <summary>Gets TLS options without server verification.</summary>
    public static SslClientAuthenticationOptions UnverifiedTls => new()
    {
        TargetHost = "localhost",
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    /// <summary>Sends a review, with retries.</summary>
    /// <param name="review">The request body.</param>
    public async Task<ReviewResult> ReviewAsync(byte[] review)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var (status, retryAfter) = await PostAsync(review);
            if (status != HttpStatusCode.ServiceUnavailable || retryAfter is null || attempt == MaxAttempts)
            {
                return new ReviewResult(status == HttpStatusCode.OK, attempt, Stopwatch.GetElapsedTime(started));
            }

            await Task.Delay(retryAfter.Value);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpStatusCode? Status, TimeSpan? RetryAfter)> PostAsync(byte[] review)
    {
        using var body = new ByteArrayContent(review);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _client.PostAsync("/mutate", body);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return default;
        }
    }
}
