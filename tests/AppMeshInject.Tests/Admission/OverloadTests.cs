using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Tests.Hosting;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Admission;

public sealed class OverloadTests
{
    [Fact]
    public async Task Request_above_max_admissions_returns_503_with_Retry_After_and_succeeds_later()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--max-admissions=1", "--request-timeout=29"]);
        using var first = new GatedContent(ReviewContent.ExampleText);
        var response = program.Webhook.PostAsync("/mutate", first);
        await first.HalfSent;
        HttpResponseMessage? rejected = null;

        // The first half may not have arrived yet.
        await RunningProgram.WaitUntilAsync(
            async () => (rejected = await PostAsync(program)).StatusCode != HttpStatusCode.OK,
            () => "no request was rejected");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, rejected!.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), rejected.Headers.RetryAfter!.Delta);
        var problem = JsonNode.Parse(
            await rejected.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("Overloaded", problem["reason"]!.ToString());
        Assert.Equal("max-admissions: the limit of 1 is reached; try again", problem["message"]!.ToString());
        var scrape = await Scrape.CreateAsync(program);
        Assert.Equal(1, scrape["appmesh_inject_admissions_total{reason=\"Overloaded\",operation=\"other\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_admissions_in_progress"]);
        Assert.Equal(1, scrape["appmesh_inject_admissions_in_progress_limit"]);

        first.Open();
        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
        await RunningProgram.WaitUntilAsync(
            async () => (await Scrape.CreateAsync(program))["appmesh_inject_admissions_in_progress"] == 0,
            () => "the slot was not released");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(program)).StatusCode);
    }

    [Fact]
    public async Task Overloaded_response_is_sent_after_the_whole_request_has_arrived()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--max-admissions=1", "--request-timeout=29"]);
        using var admitted = new GatedContent(ReviewContent.ExampleText);
        using var overloaded = new GatedContent(ReviewContent.ExampleText);
        var first = program.Webhook.PostAsync("/mutate", admitted);
        await admitted.HalfSent;
        await RunningProgram.WaitUntilAsync(
            async () => (await PostAsync(program)).StatusCode != HttpStatusCode.OK, () => "no request was rejected");
        var second = program.Webhook.PostAsync("/mutate", overloaded);
        await overloaded.HalfSent;

        // A later, complete request gets its response immediately.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(program)).StatusCode);
        Assert.False(second.IsCompleted);

        overloaded.Open();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await second).StatusCode);
        admitted.Open();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task Body_that_exceeds_request_timeout_returns_408()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--request-timeout=1", "--enable-tls=false"]);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", program.Port, TestContext.Current.CancellationToken);
        var head = Encoding.ASCII.GetBytes(
            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        await client.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);

        using var reader = new StreamReader(client.GetStream());
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Contains("408", status, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningProgram program)
    {
        using var review = ReviewContent.CreateExample();
        return await program.Webhook.PostAsync("/mutate", review);
    }
}
