using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace AppMeshInject.Bench;

/// <summary>What became of a review.</summary>
/// <param name="IsAnswered">Whether it was answered, at last.</param>
/// <param name="Tries">How often it was sent: more than once where it was told to come again.</param>
/// <param name="Time">How long that took, in all.</param>
internal readonly record struct Asked(bool IsAnswered, int Tries, TimeSpan Time);

/// <summary>A client that asks as the API server does, on connections of its own.</summary>
/// <remarks>
/// It tries again where an answer says when:
/// https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/client-go/rest/with_retry.go
/// </remarks>
internal sealed class HonestClient(int port) : IDisposable
{
    private const int MostTries = 11;

    private readonly HttpClient _client = new(new SocketsHttpHandler { SslOptions = Trusting }) { BaseAddress = new Uri($"https://127.0.0.1:{port}") };

    /// <summary>TLS with whoever answers.</summary>
    public static SslClientAuthenticationOptions Trusting => new() { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, _, _, _) => true };

    public async Task<Asked> AskAsync(byte[] review)
    {
        var started = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var (status, retryAfter) = await PostAsync(review);
            if (status != HttpStatusCode.ServiceUnavailable || retryAfter is null || tries == MostTries)
            {
                return new Asked(status == HttpStatusCode.OK, tries, Stopwatch.GetElapsedTime(started));
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
