using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.Cluster;

/// <summary>
/// The few calls to the API server. A client of our own, because the library's trimmed one takes a certificate for another
/// host when a CA is set, and is larger than the rest of this program.
/// </summary>
internal sealed class ApiServer : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly string _tokenPath;

    /// <summary>Makes a client; nothing is called yet.</summary>
    /// <param name="configuration">Where the API server is.</param>
    /// <exception cref="IOException">The CA's certificates cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not PEM.</exception>
    public ApiServer(InClusterConfiguration configuration)
    {
        _tokenPath = configuration.TokenPath;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(configuration.AuthorityPath) },
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = configuration.Endpoint,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>Gets an object.</summary>
    /// <param name="path">Its path, such as /version.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="HttpRequestException">The call failed, or was answered with something else than success.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is not such an object.</exception>
    public async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);

        // Read for every call: the kubelet renews it before it expires.
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(_tokenPath, cancellation)).Trim());
        using var response = await _client.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(type, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // The host's name is still checked: a policy only says which roots are trusted.
    private static X509ChainPolicy TrustOnly(string authorityPath)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(authorityPath);
        return policy;
    }
}
