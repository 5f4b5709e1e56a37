using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.KubernetesApi;

/// <summary>What the API server answered.</summary>
/// <param name="Object">The object; null where there is none.</param>
/// <param name="Date">The time by its clock; null where it did not say.</param>
internal readonly record struct ApiAnswer<T>(T? Object, DateTimeOffset? Date);

/// <summary>
/// The few calls to the API server. A client of our own, because the library's trimmed one takes a certificate for another
/// host when a CA is set, and is larger than the rest of this program.
/// </summary>
internal sealed class InClusterApiClient : IDisposable
{
    private const int MaxResponseBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly string _tokenPath;

    /// <summary>Makes a client; nothing is called yet.</summary>
    /// <param name="configuration">Where the API server is.</param>
    /// <param name="metrics">Counts the calls, where anybody reads that.</param>
    /// <exception cref="IOException">The CA's certificates cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not PEM.</exception>
    public InClusterApiClient(InClusterConfiguration configuration, ApiServerMetrics? metrics = null)
    {
        _tokenPath = configuration.TokenPath;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CustomCaPolicy.Only(File.ReadAllText(configuration.AuthorityPath)) },
        };
        _client = new HttpClient(metrics is null ? handler : metrics.Counting(handler))
        {
            BaseAddress = configuration.Endpoint,
            MaxResponseContentBufferSize = MaxResponseBytes,
            Timeout = Patience,
        };
    }

    /// <summary>Gets an object.</summary>
    /// <param name="path">Its path, such as /version.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="HttpRequestException">The call failed, or was answered with something else than success.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is not such an object.</exception>
    public async Task<T> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return (await SendAsync(request, read, cancellation)).Object!;
    }

    /// <summary>Gets an object, and the time by the API server's clock.</summary>
    /// <returns>The object is null where there is none.</returns>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<ApiAnswer<T>> FindAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, read, cancellation, HttpStatusCode.NotFound);
    }

    /// <summary>Creates or changes an object.</summary>
    /// <param name="method">POST, or PATCH.</param>
    /// <param name="path">The path of the collection, or of the object.</param>
    /// <param name="json">What is sent.</param>
    /// <param name="mediaType">What that is, such as application/merge-patch+json.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The object as it is then; null where another was faster (409): look again.</returns>
    /// <exception cref="HttpRequestException">The call failed, or was answered with something else than success or conflict.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is not such an object.</exception>
    public async Task<T?> WriteAsync<T>(HttpMethod method, string path, byte[] json, string mediaType, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return (await SendAsync(request, read, cancellation, HttpStatusCode.Conflict)).Object;
    }

    private async Task<ApiAnswer<T>> SendAsync<T>(
        HttpRequestMessage request, Func<JsonElement, T> read, CancellationToken cancellation, HttpStatusCode? meaningNone = null)
        where T : class
    {
        // Read for every call: the kubelet renews it before it expires.
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(_tokenPath, cancellation)).Trim());
        using var response = await _client.SendAsync(request, cancellation);
        if (response.StatusCode == meaningNone)
        {
            return new ApiAnswer<T>(null, response.Headers.Date);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(request, response, cancellation);
        }

        return new ApiAnswer<T>(JsonMembers.Read(await response.Content.ReadAsByteArrayAsync(cancellation), read), response.Headers.Date);
    }

    // The API server says itself what is wrong: which account may not do what.
    private static async Task<HttpRequestException> RefusalAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellation)
    {
        string? message = null;
        try
        {
            message = JsonMembers.Read(await response.Content.ReadAsByteArrayAsync(cancellation), Status.Read).Message;
        }
        catch (JsonException)
        {
            // Something on the way to the API server answered in its place.
        }

        var answer = $"{(int)response.StatusCode} {message ?? response.ReasonPhrase}";
        return new HttpRequestException($"{request.Method} {request.RequestUri!.OriginalString}: {TextSanitizer.Sanitize(answer)}", inner: null, response.StatusCode);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
