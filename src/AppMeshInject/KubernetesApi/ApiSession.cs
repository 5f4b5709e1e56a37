using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.KubernetesApi;

/// <summary>
/// Calls the API server for a command that continues if a read fails, and reports the parts that it could not read.
/// After the connection is lost, further calls fail immediately with the same error, because each of them might
/// otherwise wait for the timeout.
/// </summary>
internal sealed class ApiSession(ApiConnection connection) : IDisposable
{
    private readonly ApiClient _client = new(connection);
    private readonly ApiErrors _errors = new(connection);
    private bool _hasResponse;
    private ApiException? _connectionLost;

    /// <summary>Gets an object.</summary>
    /// <exception cref="ApiException">The call failed.</exception>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => CallAsync(() => _client.GetAsync(path, type, cancellation));

    /// <summary>Gets an object that may be forbidden or not found.</summary>
    /// <exception cref="ApiException">The call failed, and no earlier call succeeded.</exception>
    public async Task<ReadResult<T>> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return new ReadResult<T>(await GetAsync(path, type, cancellation), null);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return default;
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            return new ReadResult<T>(null, exception.Message);
        }
    }

    /// <summary>Gets a list that may be forbidden. A list always exists, even if it is empty.</summary>
    /// <exception cref="ApiException">
    /// The call failed and no earlier call succeeded, or the list does not exist.
    /// </exception>
    public async Task<ReadResult<T>> ListAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class =>
        await FindAsync(path, type, cancellation) is { IsMissing: false } list
            ? list
            : throw _errors.CreateNotAnObject(path);

    /// <summary>Gets the JSON of an object.</summary>
    /// <exception cref="ApiException">The call failed.</exception>
    public Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation) =>
        CallAsync(() => _client.GetBytesAsync(path, cancellation));

    /// <summary>Creates an object and returns its JSON.</summary>
    /// <exception cref="ApiException">The call failed.</exception>
    public Task<byte[]> PostAsync(string path, byte[] json, CancellationToken cancellation) =>
        CallAsync(() => _client.PostAsync(path, json, cancellation));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (_connectionLost is not null)
        {
            throw _connectionLost;
        }

        try
        {
            var result = await call();
            _hasResponse = true;
            return result;
        }
        catch (ApiException exception) when (exception.IsFinal && _hasResponse)
        {
            var notFinal = new ApiException(exception.Message, exception.Status) { IsFinal = false };
            _connectionLost = exception.IsConnectionLost ? notFinal : null;
            throw notFinal;
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            _hasResponse = true;
            throw;
        }
    }
}
