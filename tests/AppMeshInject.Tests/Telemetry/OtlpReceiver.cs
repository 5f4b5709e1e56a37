using System.Net;
using System.Threading.Channels;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>A fake collector that receives traces by OTLP over HTTP.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedSpan> _spans = Channel.CreateUnbounded<ReceivedSpan>();
    private readonly int _port;

    private OtlpReceiver(WebApplication app, int port) => (_app, _port) = (app, port);

    /// <summary>The environment variables that make a program export traces to this receiver.</summary>
    public (string Name, string Value)[] Environment =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{_port}"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "50"),
    ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var port = FreePorts.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var receiver = new OtlpReceiver(builder.Build(), port);
        receiver._app.MapPost("/v1/traces", receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>
    /// Waits for the span of an admission and returns it with its child spans, which arrive first because they end
    /// first.
    /// </summary>
    /// <param name="reason">The reason of the admission; null for any reason.</param>
    public async Task<(ReceivedSpan Admission, IReadOnlyList<ReceivedSpan> Steps)> ReceiveAdmissionAsync(
        string? reason = null)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var steps = new List<ReceivedSpan>();
        while (true)
        {
            var span = await _spans.Reader.ReadAsync(timeout.Token);
            if (span.Kind == ReceivedSpan.Server
                && (reason is null || (string)span.Attributes["appmesh_inject.reason"] == reason))
            {
                return (span, [.. steps.Where(step => step.ParentId == span.Id)]);
            }

            steps.Add(span);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        foreach (var span in ReceivedSpan.ReadAll(body.ToArray()))
        {
            await _spans.Writer.WriteAsync(span);
        }
    }
}
