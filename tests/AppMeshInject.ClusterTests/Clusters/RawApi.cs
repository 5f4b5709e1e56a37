using System.Net.Http.Headers;
using System.Text;
using k8s;

namespace AppMeshInject.ClusterTests.Clusters;

/// <summary>The API by its paths, for what the client has no types for or would lose in its types.</summary>
public sealed class RawApi(Kubernetes api)
{
    /// <summary>What the API server answers to a GET, which has to be a success.</summary>
    /// <param name="path">The path, without a slash at its beginning.</param>
    public async Task<string> GetAsync(string path)
    {
        using var response = await AskAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : throw new HttpRequestException($"{path}: {(int)response.StatusCode} {body}");
    }

    /// <summary>What the API server answers to a GET, whatever it is.</summary>
    /// <param name="path">The path, without a slash at its beginning.</param>
    /// <param name="accept">What the answer may be, where that matters.</param>
    public async Task<HttpResponseMessage> AskAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api.BaseUri, path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await SendAsync(request);
    }

    /// <summary>Posts an object; returns the answer, and whether it was a success.</summary>
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
        // Certificates are the client's own; tokens are not.
        if (api.Credentials is not null)
        {
            await api.Credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
        }

        return await api.HttpClient.SendAsync(request);
    }
}
