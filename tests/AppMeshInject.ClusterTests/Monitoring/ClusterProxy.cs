using System.Net;
using AppMeshInject.ClusterTests.Clusters;
using k8s.Autorest;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// A local HTTP server through which a Prometheus outside the cluster discovers and scrapes pods. It serves the list of
/// targets, and forwards all other requests to the API server.
/// </summary>
internal sealed class ClusterProxy : IAsyncDisposable
{
    public const string TargetsPath = "/targets";

    private readonly HttpListener _listener = new();
    private readonly Cluster _cluster;
    private readonly Task _serving;

    /// <summary>Starts the server on the loopback interface.</summary>
    public ClusterProxy(Cluster cluster, int port)
    {
        _cluster = cluster;
        Address = $"127.0.0.1:{port}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Gets the address and port.</summary>
    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (await AcceptAsync() is { } context)
        {
            _ = RespondAsync(context);
        }
    }

    private async Task<HttpListenerContext?> AcceptAsync()
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

    // Aborts the connection if the pod no longer exists, as a direct scrape would fail too.
    private async Task RespondAsync(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url!.AbsolutePath;
            using var response = path == TargetsPath
                ? await ListTargetsAsync()
                : await _cluster.Raw.SendGetAsync(path.TrimStart('/'), context.Request.Headers["Accept"]);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            await response.Content.CopyToAsync(context.Response.OutputStream);
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpOperationException
            or HttpListenerException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }

    private async Task<HttpResponseMessage> ListTargetsAsync()
    {
        var targets = PodTargets.Create(await Replicas.ListAsync(_cluster));
        return new() { Content = new StringContent(targets.ToJsonString(), mediaType: new("application/json")) };
    }
}
