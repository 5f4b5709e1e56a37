namespace AppMeshInject.Testing.Processes;

/// <summary>
/// Caches running webhooks by their flags, because many test cases have the same flags. Stops the least recently used
/// one when there are too many. Not thread-safe.
/// </summary>
public sealed class WebhookProcesses : IAsyncDisposable
{
    private const int MaxCount = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly TestCertificate _certificate;
    private readonly LinkedList<(string Flags, WebhookProcess Webhook)> _running = new();

    /// <summary>Creates an empty cache.</summary>
    public WebhookProcesses() => _certificate = new TestCertificate(_folder.FullName);

    /// <summary>Gets a running webhook with these flags. It is valid until the next call.</summary>
    public async Task<WebhookProcess> GetAsync(IReadOnlyList<string> flags)
    {
        var key = string.Join('\n', flags);
        if (_running.FirstOrDefault(entry => entry.Flags == key) is { Webhook: not null } cached)
        {
            _running.Remove(cached);
            _running.AddFirst(cached);
            return cached.Webhook;
        }

        while (_running.Count >= MaxCount)
        {
            await StopLastAsync();
        }

        var webhook = await WebhookProcess.StartAsync(flags, _certificate, _folder.FullName);
        _running.AddFirst((key, webhook));
        return webhook;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_running.Count > 0)
        {
            await StopLastAsync();
        }

        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StopLastAsync()
    {
        var (_, webhook) = _running.Last!.Value;
        _running.RemoveLast();
        await webhook.DisposeAsync();
    }
}
