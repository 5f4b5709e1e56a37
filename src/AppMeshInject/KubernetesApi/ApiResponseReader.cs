using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.KubernetesApi;

/// <summary>Reads the objects in the responses of the API server.</summary>
/// <param name="errors">Creates the exceptions.</param>
internal sealed class ApiResponseReader(ApiErrors errors)
{
    /// <summary>Reads an object.</summary>
    /// <param name="response">The response.</param>
    /// <param name="path">The path of the request, for the error.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The response is not such an object.</exception>
    public async Task<T> ReadAsync<T>(
        HttpResponseMessage response, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return KubernetesJson.Read(await response.Content.ReadAsByteArrayAsync(cancellation), type);
        }
        catch (JsonException)
        {
            throw errors.CreateNotAnObject(path);
        }
    }

    /// <summary>Reads the JSON of an object.</summary>
    /// <param name="response">The response.</param>
    /// <param name="path">The path of the request, for the error.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ApiException">The response is not JSON or has a list with a null item.</exception>
    public async Task<byte[]> ReadBytesAsync(HttpResponseMessage response, string path, CancellationToken cancellation)
    {
        try
        {
            var json = await response.Content.ReadAsByteArrayAsync(cancellation);
            return NullItemCheck.HasNullItem(json) ? throw errors.CreateNotAnObject(path) : json;
        }
        catch (JsonException)
        {
            throw errors.CreateNotAnObject(path);
        }
    }
}
