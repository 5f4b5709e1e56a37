using System.Net;
using AppMeshInject.ClusterTests.Clusters;
using k8s.Autorest;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Lets a Prometheus beside the tests into the cluster: it tells which pods there are, and passes on what they are asked.</summary>
internal sealed class ClusterDoor : IAsyncDisposable
{
    public const string TargetsPath = "/targets";

    private readonly HttpListener _listener = new();
    private readonly Cluster _cluster;
    private readonly Task _serving;

    /// <summary>Opens it on a port of this machine alone.</summary>
    public ClusterDoor(Cluster cluster, int port)
    {
        _cluster = cluster;
        Address = $"127.0.0.1:{port}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (await NextAsync() is { } context)
        {
            _ = AnswerAsync(context);
        }
    }

    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            return await _listener.GetContextAsync();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            return null;
        }
    }

    // A pod that is gone by now is no answer, which is what Prometheus would get of it.
    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url!.AbsolutePath;
            using var answer = path == TargetsPath ? await TargetsAsync() : await _cluster.Raw.AskAsync(path.TrimStart('/'), context.Request.Headers["Accept"]);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.OutputStream);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpOperationException or HttpListenerException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }

    private async Task<HttpResponseMessage> TargetsAsync() => new()
    {
        Content = new StringContent(PodTargets.Of(await Replicas.ListAsync(_cluster)).ToJsonString(), mediaType: new("application/json")),
    };
}
