using System.Net;
using System.Text;
using System.Threading.Channels;
using AppMeshInject.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AppMeshInject.Tests.Serving;

public sealed class TracingTests
{
    [Fact]
    public async Task Where_an_endpoint_is_set_a_span_arrives_there_that_continues_the_trace_of_the_caller()
    {
        var received = Channel.CreateUnbounded<byte[]>();
        var (port, _) = FreePorts.Pair();
        await using var collector = CollectorOn(port, received.Writer);
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--shutdown-delay=0"],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mutate") { Content = ReviewContent.Example() };
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using (await program.Webhook.SendAsync(request, TestContext.Current.CancellationToken))
        {
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var traceId = Convert.FromHexString("0af7651916cd43dd8448eb211c80319c");
        while (true)
        {
            var spans = await received.Reader.ReadAsync(patience.Token);
            if (spans.AsSpan().IndexOf(traceId) >= 0)
            {
                Assert.True(spans.AsSpan().IndexOf("/mutate"u8) >= 0, Encoding.Latin1.GetString(spans));
                Assert.True(spans.AsSpan().IndexOf("appmesh-inject"u8) >= 0, Encoding.Latin1.GetString(spans));
                return;
            }
        }
    }

    private static WebApplication CollectorOn(int port, ChannelWriter<byte[]> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var collector = builder.Build();
        collector.MapPost("/v1/traces", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await received.WriteAsync(body.ToArray());
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        return collector;
    }
}
