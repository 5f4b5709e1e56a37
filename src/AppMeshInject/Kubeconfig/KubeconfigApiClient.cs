using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>Asks the API server with a user's rights. It tells what went wrong in words, where the injector's own client only knows that it did.</summary>
internal sealed class KubeconfigApiClient : IDisposable
{
    /// <summary>How long an answer may be, in bytes.</summary>
    public const int MaxResponseBytes = 64 * 1024 * 1024;

    // An API server may wait 30 s for a webhook before it answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan PatienceToConnect = TimeSpan.FromSeconds(10);

    private readonly ClusterAccess _access;
    private readonly ClusterFailures _failures;
    private readonly HttpClient _client;
    private readonly string? _authorization;

    private bool _hasAnswered;
    private ClusterException? _lost;

    private KubeconfigApiClient(ClusterAccess access, Identity identity)
    {
        _access = access;
        _failures = new ClusterFailures(access);
        _authorization = identity.Authorization;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = PatienceToConnect,
            Proxy = access.Proxy is { } proxy ? ProxyOf(proxy) : null,
            SslOptions = ClusterTls.Of(access, identity),
        })
        {
            MaxResponseContentBufferSize = MaxResponseBytes,
            Timeout = Patience,
        };
    }

    /// <summary>Makes a client; a plugin is asked who it is.</summary>
    /// <exception cref="KubeconfigException">The plugin fails, or a certificate cannot be used.</exception>
    public static async Task<KubeconfigApiClient> ConnectAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var identity = access.Identity;
        if (identity.Plugin is { } plugin)
        {
            var told = await plugin.AskAsync(access, cancellation);
            identity = identity with { Authorization = told.Authorization, Certificate = told.Certificate ?? identity.Certificate };
        }

        return new KubeconfigApiClient(access, identity);
    }

    /// <summary>Gets an object.</summary>
    /// <exception cref="ClusterException">The call failed.</exception>
    public Task<T> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class => AskAsync(async () =>
        {
            try
            {
                return JsonMembers.Read(await SendAsync(HttpMethod.Get, path, null, cancellation), read);
            }
            catch (JsonException)
            {
                throw _failures.NotAnObject(path);
            }
        });

    /// <summary>Gets an object that need not be there, nor be readable.</summary>
    /// <exception cref="ClusterException">Nothing can be asked.</exception>
    public async Task<ReadResult<T>> FindAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return new ReadResult<T>(await GetAsync(path, read, cancellation), null);
        }
        catch (ClusterException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return default;
        }
        catch (ClusterException exception) when (!exception.IsFinal)
        {
            return new ReadResult<T>(null, exception.Message);
        }
    }

    /// <summary>Gets a list, which need not be readable. It is always there, if with nothing in it.</summary>
    /// <exception cref="ClusterException">Nothing can be asked.</exception>
    public async Task<ReadResult<T>> ListAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
        where T : class =>
        await FindAsync(path, read, cancellation) is { IsMissing: false } list ? list : throw _failures.NotAnObject(path);

    /// <summary>Gets an object as it is.</summary>
    /// <exception cref="ClusterException">The call failed.</exception>
    public Task<byte[]> GetBytesAsync(string path, CancellationToken cancellation) => AskAsync(() => SendAsync(HttpMethod.Get, path, null, cancellation));

    /// <summary>Creates an object.</summary>
    /// <returns>The object as it is then.</returns>
    /// <exception cref="ClusterException">The call failed.</exception>
    public Task<byte[]> PostAsync(string path, string json, CancellationToken cancellation) => AskAsync(() => SendAsync(HttpMethod.Post, path, json, cancellation));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // What was found before is told even where the connection is lost on the way; then nothing more is asked, because each call may take its time to fail.
    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        if (_lost is not null)
        {
            throw _lost;
        }

        try
        {
            var answer = await ask();
            _hasAnswered = true;
            return answer;
        }
        catch (ClusterException exception) when (exception.IsFinal && _hasAnswered)
        {
            var later = new ClusterException(exception.Message, exception.Status) { IsFinal = false };
            _lost = exception.EndsAll ? later : null;
            throw later;
        }
        catch (ClusterException exception) when (!exception.IsFinal)
        {
            _hasAnswered = true;
            throw;
        }
    }

    private static WebProxy ProxyOf(Uri address) => new(address)
    {
        Credentials = address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(string.Concat(password)))
            : null,
    };

    private async Task<byte[]> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(method, path, json);
            using var response = await _client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw _failures.Refused(response.StatusCode, path, body);
            }

            return NullItemCheck.FindsNull(body) ? throw _failures.NotAnObject(path) : body;
        }
        catch (JsonException)
        {
            throw _failures.NotAnObject(path);
        }
        catch (HttpRequestException exception)
        {
            throw _failures.Unreachable(exception);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw _failures.TooLate();
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? json)
    {
        // The address may have a path of its own, before that of the API.
        var request = new HttpRequestMessage(method, new Uri(_access.Server.AbsoluteUri.TrimEnd('/') + path));
        try
        {
            foreach (var (name, value) in _access.Identity.Impersonation)
            {
                Add(request, name, value);
            }

            if (_authorization is not null)
            {
                Add(request, "Authorization", _authorization);
            }

            // TLS goes by the name in this header, and the API server does not care.
            request.Headers.Host = _access.ServerName;
        }
        catch (FormatException)
        {
            throw new KubeconfigException("the token, user or tls-server-name of the kubeconfig has a character that cannot be sent, such as a line break or a letter that is not ASCII: write it anew");
        }

        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.Add(name, Ascii.IsValid(value) ? value : throw new FormatException("it is not ASCII"));
}
