namespace AppMeshInject.Testing.Processes;

/// <summary>
/// Webhooks by their flags, for tests that run one after the other. A few are kept running, because most cases have flags
/// that others have too; the one that was not asked for the longest is ended first.
/// </summary>
public sealed class WebhookProcesses : IAsyncDisposable
{
    private const int MostAlive = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly TestCertificate _certificate;
    private readonly LinkedList<(string Flags, WebhookProcess Webhook)> _alive = new();

    public WebhookProcesses() => _certificate = new TestCertificate(_folder.FullName);

    /// <summary>A webhook with these flags; it runs until others have been asked for.</summary>
    public async Task<WebhookProcess> WithAsync(IReadOnlyList<string> flags)
    {
        var key = string.Join('\n', flags);
        if (_alive.FirstOrDefault(entry => entry.Flags == key) is { Webhook: not null } running)
        {
            _alive.Remove(running);
            _alive.AddFirst(running);
            return running.Webhook;
        }

        while (_alive.Count >= MostAlive)
        {
            await EndLastAsync();
        }

        var webhook = await WebhookProcess.StartAsync(flags, _certificate, _folder.FullName);
        _alive.AddFirst((key, webhook));
        return webhook;
    }

    public async ValueTask DisposeAsync()
    {
        while (_alive.Count > 0)
        {
            await EndLastAsync();
        }

        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task EndLastAsync()
    {
        var (_, webhook) = _alive.Last!.Value;
        _alive.RemoveLast();
        await webhook.DisposeAsync();
    }
}
