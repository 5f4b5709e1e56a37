using System.Net.Http.Headers;
using System.Text;
using k8s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>Sends requests to paths of the API server, for fields and resources that the typed client drops.</summary>
public sealed class RawApi(Kubernetes api)
{
    /// <summary>Sends a GET request and returns the body of the response.</summary>
    /// <param name="path">The path, without a leading slash.</param>
    /// <exception cref="HttpRequestException">The status code is not a success.</exception>
    public async Task<string> GetAsync(string path)
    {
        using var response = await SendGetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? body
            : throw new HttpRequestException($"{path}: {(int)response.StatusCode} {body}");
    }

    /// <summary>Sends a GET request and returns the response, whatever its status code.</summary>
    /// <param name="path">The path, without a leading slash.</param>
    /// <param name="accept">The value of the Accept header; null for none.</param>
    public async Task<HttpResponseMessage> SendGetAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api.BaseUri, path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await SendAsync(request);
    }

    /// <summary>
    /// Posts a JSON object. Returns whether the status code is a success, and the body of the response.
    /// </summary>
    /// <param name="path">The path, without a leading slash.</param>
    /// <param name="json">The JSON text of the object.</param>
    public async Task<(bool IsSuccess, string Body)> PostAsync(string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api.BaseUri, path))
        {
            Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        using var response = await SendAsync(request);
        return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        // HttpClient presents client certificates, but it does not add bearer tokens.
        if (api.Credentials is not null)
        {
            await api.Credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
        }

        return await api.HttpClient.SendAsync(request);
    }
}
