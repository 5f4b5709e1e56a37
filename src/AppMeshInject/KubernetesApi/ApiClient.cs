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
    private readonly ApiResponseReader _reader;
    private readonly ApiTransport _transport;

    /// <summary>Creates a client; it does not connect yet.</summary>
    /// <param name="connection">The address of the API server and the credentials.</param>
    /// <param name="metrics">Counts the calls; null to not count them.</param>
    public ApiClient(ApiConnection connection, ApiServerMetrics? metrics = null)
    {
        var errors = new ApiErrors(connection);
        _reader = new ApiResponseReader(errors);
        _transport = new ApiTransport(connection, errors, metrics);
    }

    /// <summary>Gets an object.</summary>
    /// <param name="path">The path, such as /version.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var response = await _transport.SendAsync(HttpMethod.Get, path, content: null, cancellation);
        return await _reader.ReadAsync(response, path, type, cancellation);
    }

    /// <summary>Gets an object that may not exist, and the current time of the API server.</summary>
    /// <param name="path">The path of the object.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<ApiResponse<T>> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var response = await _transport.SendAsync(
            HttpMethod.Get, path, content: null, cancellation, expectedFailure: HttpStatusCode.NotFound);
        var value = response.IsSuccessStatusCode ? await _reader.ReadAsync(response, path, type, cancellation) : null;
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
        using var response = await _transport.SendAsync(HttpMethod.Get, path, content: null, cancellation);
        return await _reader.ReadBytesAsync(response, path, cancellation);
    }

    /// <summary>Creates or updates an object.</summary>
    /// <param name="method">POST or PATCH.</param>
    /// <param name="path">The path of the collection (POST) or of the object (PATCH).</param>
    /// <param name="value">The object or the patch.</param>
    /// <param name="mediaType">The format, such as application/merge-patch+json.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>
    /// The written object; null if the object exists already or has changed (status 409). The caller then has to read
    /// it again.
    /// </returns>
    /// <exception cref="ApiException">The call failed, or the response is not such an object.</exception>
    public async Task<T?> WriteAsync<T>(
        HttpMethod method, string path, T value, string mediaType, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var content = CreateContent(JsonSerializer.SerializeToUtf8Bytes(value, type), mediaType);
        using var response = await _transport.SendAsync(
            method, path, content, cancellation, expectedFailure: HttpStatusCode.Conflict);
        return response.IsSuccessStatusCode ? await _reader.ReadAsync(response, path, type, cancellation) : null;
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
        using var response = await _transport.SendAsync(
            HttpMethod.Post, path, CreateContent(json, "application/json"), cancellation);
        return await _reader.ReadBytesAsync(response, path, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static ByteArrayContent CreateContent(byte[] json, string mediaType) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
}
