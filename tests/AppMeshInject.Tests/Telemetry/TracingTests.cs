using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Tests the traces that the native program exports.</summary>
public sealed class TracingTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerId = "b7ad6b7169203331";

    private static readonly AdmissionRequest Web = new(
        """
        {"metadata":{"name":"web-1","ownerReferences":[{"kind":"StatefulSet","name":"web","controller":true}]},
         "spec":{"containers":[{"name":"app"}]}}
        """,
        "shop")
    {
        DryRun = true,
    };

    [Fact]
    public async Task Span_of_an_admission_continues_the_trace_of_the_API_server()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"], receiver.Environment);

        await SendAsync(program, Web, $"00-{TraceId}-{CallerId}-01");
        var (span, steps) = await receiver.ReceiveAdmissionAsync();

        Assert.Equal("POST /mutate", span.Name);
        Assert.Equal("appmesh-inject", span.Service);
        Assert.Equal((TraceId, CallerId), (span.TraceId, span.ParentId));
        Assert.Equal(["read", "decide", "write"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.Equal(TraceId, step.TraceId));
        Assert.All(steps, step => Assert.InRange(step.Duration, TimeSpan.Zero, span.Duration));
        Assert.Contains(TraceId, await program.WaitForLineAsync("Injected: "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Span_has_the_attributes_of_the_OpenTelemetry_conventions_and_of_the_decision()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"], receiver.Environment);

        await SendAsync(program, Web, traceParent: null);
        var (span, _) = await receiver.ReceiveAdmissionAsync();

        Assert.Equal("", span.ParentId);
        Assert.NotEqual(ReceivedSpan.Error, span.Status);
        var attributes = new Dictionary<string, object>(span.Attributes);
        Assert.InRange((long)attributes["http.request.body.size"], 100, 10_000);
        Assert.InRange((long)attributes["http.response.body.size"], 100, 100_000);
        attributes.Remove("http.request.body.size");
        attributes.Remove("http.response.body.size");
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["http.request.method"] = "POST",
                ["http.route"] = "/mutate",
                ["http.response.status_code"] = 200L,
                ["url.scheme"] = "https",
                ["url.path"] = "/mutate",
                ["network.protocol.version"] = "1.1",
                ["server.address"] = "127.0.0.1",
                ["server.port"] = (long)program.Port,
                ["client.address"] = attributes["client.address"],
                ["user_agent.original"] = "kube-apiserver-admission",
                ["k8s.namespace.name"] = "shop",
                ["k8s.statefulset.name"] = "web",
                ["appmesh_inject.reason"] = "Injected",
                ["appmesh_inject.detail"] = "inject-default=true",
                ["appmesh_inject.operation"] = "CREATE",
                ["appmesh_inject.workload.kind"] = "StatefulSet",
                ["appmesh_inject.workload.name"] = "web",
                ["appmesh_inject.virtual_node"] = "shop-web",
                ["appmesh_inject.warnings"] = 1L,
                ["appmesh_inject.uid"] = AdmissionRequest.Uid,
                ["appmesh_inject.dry_run"] = true,
            },
            attributes);
    }

    [Fact]
    public async Task Probes_and_scrapes_create_no_span_and_unsampled_traces_are_not_exported()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"], receiver.Environment);

        await Scrape.CreateAsync(program);
        await SendAsync(program, Web, $"00-{TraceId}-{CallerId}-00");
        await SendAsync(program, Web with { Operation = "UPDATE" }, $"00-{TraceId}-{CallerId}-01");
        var (span, _) = await receiver.ReceiveAdmissionAsync();

        Assert.Equal("NotAPodCreation", span.Attributes["appmesh_inject.reason"]);
    }

    [Fact]
    public async Task Admission_does_not_depend_on_the_receiver()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m"], ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));

        Assert.Equal("Injected", (await program.ReviewAsync(Web)).Reason);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Failed_exports_are_counted_and_logged_once(string protocol)
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m"],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"));

        await RunningProgram.WaitUntilAsync(
            async () =>
            {
                await program.ReviewAsync(Web);
                return (await Scrape.CreateAsync(program))["appmesh_inject_trace_export_failures_total"] >= 3;
            },
            () => $"fewer than 3 exports failed:\n{program.Log}");

        var failure = Assert.Single(
            program.Log.Split('\n'), line => line.Contains("Cannot send spans", StringComparison.Ordinal));
        Assert.EndsWith(
            "to http://127.0.0.1:1/ (OTEL_EXPORTER_OTLP_ENDPOINT), they are dropped: Connection refused",
            failure.TrimEnd(),
            StringComparison.Ordinal);
    }

    private static async Task SendAsync(RunningProgram program, AdmissionRequest review, string? traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mutate?timeout=5s");
        request.Content = ReviewContent.Create(review.ToReview());
        request.Headers.Add("user-agent", "kube-apiserver-admission");
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await program.Webhook.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
    }
}
