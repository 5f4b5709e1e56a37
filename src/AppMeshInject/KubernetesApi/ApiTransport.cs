using System.Net;

namespace AppMeshInject.KubernetesApi;

/// <summary>Sends requests to the API server, and throws failures as <see cref="ApiException"/>.</summary>
internal sealed class ApiTransport : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly ApiConnection _connection;
    private readonly ApiErrors _errors;
    private readonly HttpClient _client;

    /// <summary>Creates a transport; it does not connect yet.</summary>
    /// <param name="connection">The address of the API server and the credentials.</param>
    /// <param name="errors">Creates the exceptions.</param>
    /// <param name="metrics">Counts the calls; null to not count them.</param>
    public ApiTransport(ApiConnection connection, ApiErrors errors, ApiServerMetrics? metrics)
    {
        _connection = connection;
        _errors = errors;
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

    /// <summary>Sends a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, such as /version.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <param name="expectedFailure">
    /// The failure status whose response is returned instead of throwing an exception; null for none.
    /// </param>
    /// <returns>The response, which the caller disposes of.</returns>
    /// <exception cref="ApiException">The call failed.</exception>
    public async Task<HttpResponseMessage> SendAsync(
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

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static WebProxy CreateProxy(Uri address) => new(address)
    {
        Credentials = address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(string.Concat(password)))
            : null,
    };

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
