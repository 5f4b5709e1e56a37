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
    public async Task Beyond_the_most_admissions_a_503_says_when_to_try_again_and_then_it_works()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-admissions=1", "--request-timeout=29"]);
        using var first = new GatedContent(ReviewContent.ExampleText);
        var answering = program.Webhook.PostAsync("/mutate", first);
        await first.HalfSent;
        HttpResponseMessage? shed = null;

        // The half that is sent may not have arrived yet.
        await RunningProgram.WaitUntilAsync(async () => (shed = await PostAsync(program)).StatusCode != HttpStatusCode.OK, () => "it let everything in");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, shed!.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), shed.Headers.RetryAfter!.Delta);
        Assert.Equal("Overloaded", JsonNode.Parse(await shed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["reason"]!.ToString());
        var scrape = await Scrape.OfAsync(program);
        Assert.Equal(1, scrape["appmesh_inject_admissions_total{reason=\"Overloaded\",operation=\"other\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_admissions_in_progress"]);
        Assert.Equal(1, scrape["appmesh_inject_admissions_in_progress_limit"]);

        first.Open();
        Assert.Equal(HttpStatusCode.OK, (await answering).StatusCode);
        await RunningProgram.WaitUntilAsync(async () => (await Scrape.OfAsync(program))["appmesh_inject_admissions_in_progress"] == 0, () => "it did not leave");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(program)).StatusCode);
    }

    [Fact]
    public async Task What_is_shed_is_answered_once_it_has_all_arrived()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-admissions=1", "--request-timeout=29"]);
        using var inside = new GatedContent(ReviewContent.ExampleText);
        using var outside = new GatedContent(ReviewContent.ExampleText);
        var first = program.Webhook.PostAsync("/mutate", inside);
        await inside.HalfSent;
        await RunningProgram.WaitUntilAsync(async () => (await PostAsync(program)).StatusCode != HttpStatusCode.OK, () => "it let everything in");
        var second = program.Webhook.PostAsync("/mutate", outside);
        await outside.HalfSent;

        // One that came later and is whole has its answer.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(program)).StatusCode);
        Assert.False(second.IsCompleted);

        outside.Open();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await second).StatusCode);
        inside.Open();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_given_up()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--request-timeout=1", "--enable-tls=false"]);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", program.Port, TestContext.Current.CancellationToken);
        var head = Encoding.ASCII.GetBytes("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        await client.GetStream().WriteAsync(head, TestContext.Current.CancellationToken);

        using var reader = new StreamReader(client.GetStream());
        Assert.Contains("408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningProgram program)
    {
        using var review = ReviewContent.CreateExample();
        return await program.Webhook.PostAsync("/mutate", review);
    }
}
