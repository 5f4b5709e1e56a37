using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.KubernetesApi;

/// <summary>
/// Calls the API server. It replaces the official client library, whose trimmed version accepts a certificate for
/// another host when a CA is set, and is larger than the rest of this program.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly ApiConnection _connection;
    private readonly ApiErrors _errors;
    private readonly HttpClient _client;

    /// <summary>Creates a client; it does not connect yet.</summary>
    /// <param name="connection">The address of the API server and the credentials.</param>
    /// <param name="metrics">Counts the calls; null to not count them.</param>
    public ApiClient(ApiConnection connection, ApiServerMetrics? metrics = null)
    {
        _connection = connection;
        _errors = new ApiErrors(connection);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            UseProxy = connection.UseProxy,
            Proxy = connection.Proxy is { } proxy ? CreateProxy(proxy) : null,
            SslOptions = connection.Tls,
        };
        _client = new HttpClient(metrics is null ? handler : metrics.CountCalls(handler))
        {
            MaxResponseContentBufferSize = connection.MaxResponseLength,
            Timeout = connection.Timeout,
        };
    }

    /// <summary>Gets an object.</summary>
    /// <param name="path">The path, such as /version.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var response = await SendAsync(HttpMethod.Get, path, content: null, cancellation);
        return await ReadAsync(response, path, type, cancellation);
    }

    /// <summary>Gets an object that may not exist, and the time of the API server.</summary>
    /// <param name="path">The path of the object.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<ApiResponse<T>> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var response = await SendAsync(
            HttpMethod.Get, path, content: null, cancellation, expectedFailure: HttpStatusCode.NotFound);
        var value = response.IsSuccessStatusCode ? await ReadAsync(response, path, type, cancellation) : null;
        return new ApiResponse<T>(value, response.Headers.Date);
    }

    /// <summary>Gets the JSON of an object.</summary>
    /// <param name="path">The path of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">
    /// The call failed, or the response is not JSON or has a list with a null item.
    /// </exception>
    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, path, content: null, cancellation);
        return await ReadBytesAsync(response, path, cancellation);
    }

    /// <summary>Creates or updates an object.</summary>
    /// <param name="method">POST or PATCH.</param>
    /// <param name="path">The path of the collection (POST) or of the object (PATCH).</param>
    /// <param name="value">The object or the patch.</param>
    /// <param name="mediaType">The format, such as application/merge-patch+json.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>
    /// The written object; null if it exists already or has changed (409), so that the caller has to read it again.
    /// </returns>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<T?> WriteAsync<T>(
        HttpMethod method, string path, T value, string mediaType, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var content = CreateContent(JsonSerializer.SerializeToUtf8Bytes(value, type), mediaType);
        using var response = await SendAsync(
            method, path, content, cancellation, expectedFailure: HttpStatusCode.Conflict);
        return response.IsSuccessStatusCode ? await ReadAsync(response, path, type, cancellation) : null;
    }

    /// <summary>Creates an object.</summary>
    /// <param name="path">The path of the collection.</param>
    /// <param name="json">The object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The JSON of the created object.</returns>
    /// <exception cref="ApiException">
    /// The call failed, or the response is not JSON or has a list with a null item.
    /// </exception>
    public async Task<byte[]> PostAsync(string path, byte[] json, CancellationToken cancellation)
    {
        using var response = await SendAsync(
            HttpMethod.Post, path, CreateContent(json, "application/json"), cancellation);
        return await ReadBytesAsync(response, path, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static WebProxy CreateProxy(Uri address) => new(address)
    {
        Credentials = address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(string.Concat(password)))
            : null,
    };

    private static ByteArrayContent CreateContent(byte[] json, string mediaType) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    private async Task<T> ReadAsync<T>(
        HttpResponseMessage response, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return KubernetesJson.Read(await response.Content.ReadAsByteArrayAsync(cancellation), type);
        }
        catch (JsonException)
        {
            throw _errors.CreateNotAnObject(path);
        }
    }

    private async Task<byte[]> ReadBytesAsync(HttpResponseMessage response, string path, CancellationToken cancellation)
    {
        try
        {
            var json = await response.Content.ReadAsByteArrayAsync(cancellation);
            return NullItemCheck.HasNullItem(json) ? throw _errors.CreateNotAnObject(path) : json;
        }
        catch (JsonException)
        {
            throw _errors.CreateNotAnObject(path);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellation,
        HttpStatusCode? expectedFailure = null)
    {
        try
        {
            using var request = await CreateRequestAsync(method, path, cancellation);
            request.Content = content;
            var response = await _client.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var exception = _errors.CreateRejected(method, path, response.StatusCode, body);
            if (exception.Status == expectedFailure)
            {
                return response;
            }

            response.Dispose();
            throw exception;
        }
        catch (FormatException)
        {
            throw new ApiException("the credentials have a character that an HTTP header cannot have");
        }
        catch (HttpRequestException exception)
        {
            throw _errors.CreateUnreachable(exception);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw _errors.CreateTimeout();
        }
    }

    private async Task<HttpRequestMessage> CreateRequestAsync(
        HttpMethod method, string path, CancellationToken cancellation)
    {
        var authorization = await _connection.Credentials.GetAuthorizationAsync(cancellation);

        // The address of the API server may have a path, for example behind Rancher.
        var request = new HttpRequestMessage(method, new Uri(_connection.Server.AbsoluteUri.TrimEnd('/') + path));
        ApiHeaders.Add(request.Headers, authorization, _connection);
        return request;
    }
}
